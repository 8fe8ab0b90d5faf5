import { randomUUID } from 'node:crypto'
import { afterAll, beforeEach, expect, test } from 'vitest'
import type { SaidNoun } from '#domain/moderation.ts'
import type { Viewer } from '#domain/viewer.ts'
import { db } from '#server/db.ts'
import { joinGroup } from '#server/groups/join.ts'
import { moderateWords } from '#server/moderation/moderation.ts'
import { listModeration } from '#server/moderation/moderation-list.ts'
import { holdPosts, trustMember } from '#server/moderation/newcomers.ts'
import {
  createAnnotation,
  listAnnotations,
  readAnnotation,
  removeAnnotation,
  restoreAnnotation,
  updateAnnotation,
} from '#server/talk/annotations.ts'
import { createAnswer, listAnswers, requireAnswer, updateAnswer } from '#server/talk/answers.ts'
import { createComment, listComments, requireComment, updateComment } from '#server/talk/comments.ts'
import { createGroupAnswer } from '#server/talk/group-answers.ts'
import { createGroupQuestion, listGroupQuestions, requireGroupQuestion } from '#server/talk/group-questions.ts'
import { searchGroup } from '#server/talk/search.ts'
import { countUnread } from '#server/talk/visits.ts'
import { CHAPTER, type Circle, createCircle, marking, problemOf, saying } from '#tests/support/circle.ts'
import { asViewer, createInvitation, createUser } from '#tests/support/factories.ts'
import { closeStreams, heardInGroup, listenTo } from '#tests/support/live-streams.ts'

afterAll(closeStreams)

let circle: Circle
let nora: Viewer
beforeEach(async () => {
  circle = await createCircle()
  const { groupId, owner } = circle
  await holdPosts(owner, { groupId, first: 3 })
  const code = randomUUID()
  await createInvitation({ group: { id: groupId }, creator: { id: owner.userId }, code })
  nora = asViewer(await createUser({ name: 'Nora' }))
  await joinGroup(nora, { code })
})

const QUESTION = 'why-two'

/** Nora’s first posts, one of each kind; everybody else was there before. */
async function post() {
  const { groupId, ada } = circle
  const about = await createAnnotation(ada, await marking(groupId, 'The Earth turns', { body: 'Ada’s own.' }))
  const subject = { kind: 'annotation' as const, annotationId: about.id }
  const note = await createAnnotation(nora, await marking(groupId, 'The Moon', { body: 'A heron of a note.', tags: ['heron'] }))
  const comment = await createComment(nora, saying(groupId, subject, 'A heron of a comment.'))
  const answer = await createAnswer(nora, {
    ...{ id: randomUUID(), groupId, chapter: CHAPTER, questionId: QUESTION, body: 'A heron of an answer.' },
    ...{ sharing: 'NAMED', evidence: [] },
  })
  const asked = { id: randomUUID(), groupId, chapter: CHAPTER, annotationId: null, text: 'A heron of a question?' }
  const question = await createGroupQuestion(nora, asked)
  return { note, comment, answer, question }
}

/** What a viewer finds of it, in every list and by every id. */
async function findAll(viewer: Viewer, { note, comment, answer, question }: Awaited<ReturnType<typeof post>>) {
  const { groupId } = circle
  const page = { groupId, chapter: CHAPTER, cursor: null, limit: 100 }
  const lists = await Promise.all([
    listAnnotations(viewer, { ...page, order: 'position' }),
    listComments(viewer, page),
    listAnswers(viewer, page),
    listGroupQuestions(viewer, page),
  ])
  const ids = [note.id, comment.id, answer.id, question.id]
  const listed = lists.map(({ items }) => items.find(({ id }) => ids.includes(id)))
  const asked = await Promise.all(
    [
      readAnnotation({ viewer }, { groupId, annotationId: note.id }),
      requireComment(viewer, { groupId, commentId: comment.id }),
      requireAnswer(viewer, { groupId, answerId: answer.id }),
      requireGroupQuestion(viewer, { groupId, groupQuestionId: question.id }),
    ].map((each) =>
      Promise.resolve(each).then(
        () => true,
        () => false,
      ),
    ),
  )
  return { listed, asked }
}

const decide = (viewer: Viewer, noun: SaidNoun, subjectId: string, act: 'APPROVE' | 'HIDE' | 'WITHDRAW' | 'RESTORE', reason = '') =>
  moderateWords(viewer, { id: randomUUID(), groupId: circle.groupId, noun, subjectId, act, reason })

test('first posts are there for whoever wrote them, marked, and for nobody else in any list, by any id, search, count or event', async () => {
  const { groupId, owner, ada, ben } = circle
  const stream = await listenTo(groupId, ben)
  const before = (await countUnread(ben)).get(groupId) ?? 0
  const posts = await post()
  expect(Object.values(posts).map(({ waits }) => waits)).toEqual([true, true, true, true])
  const own = await findAll(nora, posts)
  expect(own.listed.map((each) => each?.waits)).toEqual([true, true, true, true])
  expect(own.listed.map((each) => each && 'body' in each && each.body.startsWith('A heron'))).toEqual([true, true, true, false])
  expect(own.asked).toEqual([true, true, true, true])
  for (const viewer of [owner, ada, ben]) {
    expect(await findAll(viewer, posts)).toEqual({
      listed: [undefined, undefined, undefined, undefined],
      asked: [false, false, false, false],
    })
    expect((await searchGroup(viewer, { groupId, asked: 'heron' })).words).toEqual([])
  }
  // Ada's own note alone is new, and told of.
  expect((await countUnread(ben)).get(groupId)).toBe(before + 1)
  const told = JSON.stringify(await heardInGroup(groupId, stream))
  for (const { id } of Object.values(posts)) expect(told).not.toContain(id)
  const facilitators = await listModeration(owner, { groupId })
  expect(facilitators.held?.words.map(({ body }) => body).sort()).toEqual([
    'A heron of a comment.',
    'A heron of a note.',
    'A heron of a question?',
    'A heron of an answer.',
  ])
  expect(facilitators.held?.newcomers).toEqual([{ userId: nora.userId, name: 'Nora', toApprove: 3 }])
  expect((await listModeration(ada, { groupId })).held).toBeNull()
  expect((await listModeration(nora, { groupId })).ownHeld).toHaveLength(4)
})

test('a facilitator lets them in, when they are new to everybody; after the third the next goes out at once', async () => {
  const { groupId, owner, ada, ben } = circle
  const { note, comment, answer, question } = await post()
  await problemOf(decide(ada, 'annotation', note.id, 'APPROVE'), 'forbidden')
  await problemOf(decide(nora, 'annotation', note.id, 'APPROVE'), 'forbidden')
  await db().visit.createMany({ data: [{ groupId, userId: ben.userId, chapter: CHAPTER, seenAt: new Date() }] })
  const stream = await listenTo(groupId, ben)
  await decide(owner, 'annotation', note.id, 'APPROVE')
  expect(JSON.stringify(await heardInGroup(groupId, stream))).toContain(note.id)
  const shown = JSON.parse(await readAnnotation({ viewer: ben }, { groupId, annotationId: note.id }))
  expect(shown).toMatchObject({ body: 'A heron of a note.', tags: ['heron'], waits: false, unread: true, deleted: false })
  await decide(owner, 'comment', comment.id, 'APPROVE')
  await decide(owner, 'answer', answer.id, 'APPROVE')
  expect(await requireAnswer(ben, { groupId, answerId: answer.id })).toMatchObject({ body: 'A heron of an answer.' })
  expect((await listModeration(owner, { groupId })).held?.newcomers).toEqual([])
  const next = await createAnnotation(nora, await marking(groupId, 'second bulge', { body: 'At once.' }))
  expect(next.waits).toBe(false)
  await readAnnotation({ viewer: ben }, { groupId, annotationId: next.id })
  // What waits already still wants to be looked at.
  await problemOf(requireGroupQuestion(ben, { groupId, groupQuestionId: question.id }), 'not-found')
  await decide(owner, 'question', question.id, 'APPROVE')
  expect(await requireGroupQuestion(ben, { groupId, groupQuestionId: question.id })).toMatchObject({ text: 'A heron of a question?' })
  expect((await listModeration(owner, { groupId })).log?.map(({ act }) => act)).toEqual(['APPROVE', 'APPROVE', 'APPROVE', 'APPROVE'])
})

test('what is declined stays hidden, and its writer reads why; what its writer takes back is gone', async () => {
  const { groupId, owner, ben } = circle
  const posts = await post()
  await decide(owner, 'annotation', posts.note.id, 'HIDE', 'We speak to the text here.')
  const [told] = (await listModeration(nora, { groupId })).own
  expect(told).toMatchObject({ reason: 'We speak to the text here.', body: 'A heron of a note.' })
  await problemOf(readAnnotation({ viewer: ben }, { groupId, annotationId: posts.note.id }), 'not-found')
  await problemOf(decide(ben, 'comment', posts.comment.id, 'WITHDRAW'), 'not-found')
  for (const [noun, { id }] of [
    ['comment', posts.comment],
    ['answer', posts.answer],
    ['question', posts.question],
  ] as const) {
    await decide(nora, noun, id, 'WITHDRAW')
    await problemOf(decide(owner, noun, id, 'APPROVE'), 'not-found')
  }
  expect((await listModeration(nora, { groupId })).ownHeld).toEqual([])
})

test('no way leads around it: editing, taking back and restoring, making public, writing together', async () => {
  const { groupId, owner, ben } = circle
  const { note, comment, answer } = await post()
  const mine = { groupId, annotationId: note.id }
  await problemOf(updateAnnotation(nora, { ...mine, version: 1, body: 'Other words.', visibility: 'GROUP' }), 'forbidden')
  await problemOf(updateComment(nora, { groupId, commentId: comment.id, version: 1, body: 'Other words.' }), 'forbidden')
  await problemOf(updateAnswer(nora, { groupId, answerId: answer.id, version: 1, body: 'Other words.' }), 'forbidden')
  await problemOf(removeAnnotation(nora, mine), 'forbidden')
  await problemOf(restoreAnnotation(nora, mine), 'forbidden')
  const wish = {
    id: randomUUID(),
    groupId,
    chapter: CHAPTER,
    questionId: QUESTION,
    body: 'Twice.',
    sharing: 'NAMED' as const,
    evidence: [],
  }
  await problemOf(createAnswer(nora, wish), 'conflict')
  const privately = await createAnnotation(nora, await marking(groupId, 'second bulge', { body: 'Mine.', visibility: 'PRIVATE' }))
  expect(privately.waits).toBe(false)
  const open = { groupId, annotationId: privately.id, version: 1, body: 'Mine.', visibility: 'GROUP' as const }
  await problemOf(updateAnnotation(nora, open), 'forbidden')
  expect(await updateAnnotation(nora, { ...open, body: 'Mine still.', visibility: 'PRIVATE' })).toMatchObject({ body: 'Mine still.' })
  await problemOf(createGroupAnswer(nora, { id: randomUUID(), groupId, chapter: CHAPTER, questionId: QUESTION }), 'forbidden')
  // What was approved stays as it was, and can be deleted.
  await decide(owner, 'annotation', note.id, 'APPROVE')
  await problemOf(updateAnnotation(nora, { ...mine, version: 1, body: 'Other words.', visibility: 'GROUP' }), 'forbidden')
  await removeAnnotation(nora, mine)
  await problemOf(readAnnotation({ viewer: ben }, mine), 'not-found')
})

test('whoever is trusted writes at once, and so does everybody where the rule is off or who was there before', async () => {
  const { groupId, owner, ada, ben } = circle
  expect((await createAnnotation(ben, await marking(groupId, 'second bulge', { body: 'Here before.' }))).waits).toBe(false)
  await problemOf(trustMember(ada, { groupId, userId: nora.userId }), 'forbidden')
  await problemOf(holdPosts(ada, { groupId, first: 0 }), 'forbidden')
  const first = await createAnnotation(nora, await marking(groupId, 'The Moon', { body: 'It waits.' }))
  // A highlight without words says nothing.
  expect((await createAnnotation(nora, await marking(groupId, 'The Earth turns'))).waits).toBe(false)
  await trustMember(owner, { groupId, userId: nora.userId })
  expect([first.waits, (await createAnnotation(nora, await marking(groupId, 'second bulge', { body: 'At once.' }))).waits]).toEqual([
    true,
    false,
  ])
  await db().membership.updateMany({ where: { groupId, userId: nora.userId }, data: { toApprove: 3 } })
  await holdPosts(owner, { groupId, first: 0 })
  expect((await createComment(nora, saying(groupId, { kind: 'question', questionId: QUESTION }, 'At once.'))).waits).toBe(false)
})
