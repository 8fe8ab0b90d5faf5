import { randomUUID } from 'node:crypto'
import { beforeEach, describe, expect, test } from 'vitest'
import type { Viewer } from '#domain/viewer.ts'
import { createAnnotation, removeAnnotation, updateAnnotation } from '#server/talk/annotations.ts'
import { createAnswer } from '#server/talk/answers.ts'
import { createComment } from '#server/talk/comments.ts'
import {
  createGroupQuestion,
  listGroupQuestions,
  removeGroupQuestion,
  requireGroupQuestion,
  restoreGroupQuestion,
  updateGroupQuestion,
} from '#server/talk/group-questions.ts'
import { decideGroupQuestion } from '#server/talk/question-decisions.ts'
import { voteForQuestion } from '#server/talk/question-votes.ts'
import { CHAPTER, type Circle, createCircle, marking, problemOf, saying } from '#tests/support/circle.ts'

const WORDS = 'one bulge faces the Moon'
const TEXT = 'Why are there two bulges and not one?'

let circle: Circle
beforeEach(async () => {
  circle = await createCircle()
})

/** Ada's "?" and her question on it. */
async function suggest(viewer: Viewer = circle.ada, text = TEXT) {
  const { groupId } = circle
  const { id: annotationId } = await createAnnotation(viewer, await marking(groupId, WORDS, { motivation: 'questioning' }))
  return createGroupQuestion(viewer, { id: randomUUID(), groupId, chapter: CHAPTER, annotationId, text })
}
const list = async (viewer: Viewer) =>
  (await listGroupQuestions(viewer, { groupId: circle.groupId, chapter: CHAPTER, cursor: null, limit: 500 })).items
const about = (groupQuestionId: string) => ({ groupId: circle.groupId, groupQuestionId })
const decide = (id: string, version: number, status: 'ACCEPTED' | 'DECLINED' | 'SUGGESTED', more: object = {}) =>
  decideGroupQuestion(circle.owner, { ...about(id), version, status, reason: '', ...more })
const answering = (questionId: string) => ({ id: randomUUID(), groupId: circle.groupId, chapter: CHAPTER, questionId, body: 'So.' })

describe('suggesting a question', () => {
  test('shows it to the group with its paragraph, and lets nobody answer it yet', async () => {
    const made = await suggest()
    expect(made).toMatchObject({ status: 'SUGGESTED', text: TEXT, creator: { name: 'Ada' }, version: 1, unread: false })
    expect(made.paragraphs).toHaveLength(1)
    expect(made.can).toEqual({ edit: true, remove: true, decide: false, reopen: false })
    const [seen] = await list(circle.ben)
    expect(seen).toEqual({ ...made, unread: true, can: { edit: false, remove: false, decide: false, reopen: false } })
    expect((await list(circle.owner))[0]?.can).toMatchObject({ decide: true })
    await problemOf(createAnswer(circle.ben, answering(made.questionId)), 'not-found')
  })

  test('may be about the whole chapter, and of a kind, without a mark', async () => {
    const { groupId, ada, ben } = circle
    const question = { id: randomUUID(), groupId, chapter: CHAPTER, annotationId: null, kind: 'judge' as const, text: 'Is it right?' }
    const made = await createGroupQuestion(ada, question)
    expect(made).toMatchObject({ status: 'SUGGESTED', kind: 'judge', annotationId: null, paragraphs: [], text: 'Is it right?' })
    expect(await createGroupQuestion(ada, question)).toEqual(made)
    expect(await list(ben)).toHaveLength(1)
    await decide(made.id, made.version, 'ACCEPTED')
    expect(await createAnswer(ben, answering(made.questionId))).toMatchObject({ body: 'So.' })
  })

  test('is done once, on a mark of one’s own that the group sees', async () => {
    const { groupId, ada, ben } = circle
    const made = await suggest()
    const again = { id: made.id, groupId, chapter: CHAPTER, annotationId: made.annotationId ?? '', text: TEXT }
    expect(await createGroupQuestion(ada, again)).toEqual(made)
    await problemOf(createGroupQuestion(ada, { ...again, text: 'Other words?' }), 'conflict')
    await problemOf(createGroupQuestion(ada, { ...again, id: randomUUID() }), 'conflict')
    await problemOf(createGroupQuestion(ben, { ...again, id: randomUUID() }), 'not-found')
    const secret = await createAnnotation(ada, await marking(groupId, WORDS, { visibility: 'PRIVATE' }))
    await problemOf(createGroupQuestion(ada, { ...again, id: randomUUID(), annotationId: secret.id }), 'conflict')
  })

  test('keeps the passage open to the group, and does without it when the mark is deleted', async () => {
    const { groupId, ada, ben } = circle
    const { id, annotationId } = await suggest()
    const mark = { groupId, annotationId: annotationId ?? '' }
    await problemOf(updateAnnotation(ada, { ...mark, version: 1, body: '', visibility: 'PRIVATE' }), 'conflict')
    await removeAnnotation(ada, mark)
    expect((await list(ben))[0]).toMatchObject({ id, annotationId: null, paragraphs: [] })
  })

  test('can be changed and taken back by whoever did it', async () => {
    const { ada, ben } = circle
    const { id } = await suggest()
    await problemOf(updateGroupQuestion(ben, { ...about(id), version: 1, text: 'Mine now?' }), 'forbidden')
    expect(await updateGroupQuestion(ada, { ...about(id), version: 1, text: 'Why two?' })).toMatchObject({ text: 'Why two?', version: 2 })
    const stale = await problemOf(updateGroupQuestion(ada, { ...about(id), version: 1, text: 'Why three?' }), 'conflict')
    expect(stale.extra).toEqual({ current: { body: 'Why two?', version: 2 }, yours: 'Why three?' })
    await problemOf(removeGroupQuestion(ben, about(id)), 'forbidden')
    await removeGroupQuestion(ada, about(id))
    expect(await list(ben)).toEqual([])
    await restoreGroupQuestion(ada, about(id))
    expect(await list(ben)).toHaveLength(1)
  })
})

test('members say which suggestions they would like to discuss: how many is told, not who, and nothing turns unread', async () => {
  const { groupId, ben, owner, stranger } = circle
  const { id } = await suggest()
  const seen = await list(owner)
  expect(await voteForQuestion(ben, { ...about(id), on: true })).toMatchObject({ votes: 1, voted: true })
  await voteForQuestion(ben, { ...about(id), on: true })
  expect(await list(owner)).toEqual(seen.map((question) => ({ ...question, votes: 1 })))
  expect(JSON.stringify(await list(owner))).not.toContain(ben.userId)
  expect(await voteForQuestion(owner, { ...about(id), on: true })).toMatchObject({ votes: 2, voted: true })
  expect(await voteForQuestion(ben, { ...about(id), on: false })).toMatchObject({ votes: 1, voted: false })
  await problemOf(voteForQuestion(stranger, { ...about(id), on: true }), 'not-found')
  await decide(id, 1, 'ACCEPTED')
  await problemOf(voteForQuestion(ben, { groupId, groupQuestionId: id, on: true }), 'conflict')
})

describe('deciding on it', () => {
  test('an accepted question is answered and talked about like any other', async () => {
    const { groupId, ada, ben } = circle
    const { id, questionId } = await suggest()
    const taken = await decide(id, 1, 'ACCEPTED', { text: 'Why two bulges?', kind: 'recall' })
    expect(taken).toMatchObject({ status: 'ACCEPTED', text: 'Why two bulges?', kind: 'recall', reworded: true, creator: { name: 'Ada' } })
    expect(await list(ben)).toMatchObject([{ questionId, status: 'ACCEPTED', text: 'Why two bulges?' }])
    await createAnswer(ben, answering(questionId))
    await createComment(ada, saying(groupId, { kind: 'question', questionId }, 'Because.'))
    await problemOf(updateGroupQuestion(ada, { ...about(id), version: 2, text: 'Why?' }), 'conflict')
    await problemOf(removeGroupQuestion(ada, about(id)), 'conflict')
    await problemOf(decide(id, 2, 'SUGGESTED'), 'conflict')
  })

  test('is undone while nobody has answered, with the words as they were', async () => {
    const { id } = await suggest()
    await decide(id, 1, 'ACCEPTED', { text: 'Why two bulges?' })
    expect(await decide(id, 2, 'SUGGESTED', { text: TEXT })).toMatchObject({
      status: 'SUGGESTED',
      text: TEXT,
      edited: false,
      reworded: false,
    })
    expect(await list(circle.ben)).toMatchObject([{ status: 'SUGGESTED', text: TEXT }])
  })

  test('a refusal and its sentence are between facilitators and whoever suggested it', async () => {
    const { ada, ben, owner } = circle
    const { id } = await suggest()
    await decide(id, 1, 'DECLINED', { reason: 'The next chapter asks this.' })
    expect((await list(ada))[0]).toMatchObject({ status: 'DECLINED', reason: 'The next chapter asks this.' })
    expect((await list(owner))[0]).toMatchObject({ can: { reopen: true } })
    expect(await list(ben)).toEqual([])
    await problemOf(requireGroupQuestion(ben, about(id)), 'not-found')
  })

  test('is for facilitators, once, and of what they have seen', async () => {
    const { ada } = circle
    const { id } = await suggest()
    await problemOf(decideGroupQuestion(ada, { ...about(id), version: 1, status: 'ACCEPTED', reason: '' }), 'forbidden')
    await updateGroupQuestion(ada, { ...about(id), version: 1, text: 'Why two?' })
    const stale = await problemOf(decide(id, 1, 'ACCEPTED'), 'conflict')
    expect(stale.extra).toMatchObject({ current: { body: 'Why two?', version: 2 } })
    await decide(id, 2, 'ACCEPTED')
    expect(await decide(id, 2, 'ACCEPTED')).toMatchObject({ version: 3 })
    await problemOf(decide(id, 2, 'DECLINED'), 'conflict')
  })
})
