import { randomUUID } from 'node:crypto'
import { beforeEach, expect, test } from 'vitest'
import type { AboutWords, ModerationAct } from '#domain/moderation.ts'
import type { Viewer } from '#domain/viewer.ts'
import { db } from '#server/db.ts'
import { listNotes } from '#server/exports/note-list.ts'
import { leaveGroup, updateMember } from '#server/groups/members.ts'
import { findCalls } from '#server/moderation/calls.ts'
import { flagWords, muteMember, requireFlaggable } from '#server/moderation/flags.ts'
import { moderateWords } from '#server/moderation/moderation.ts'
import { listModeration } from '#server/moderation/moderation-list.ts'
import { createAnnotation, listAnnotations } from '#server/talk/annotations.ts'
import { createAnswer, listAnswers, updateAnswer } from '#server/talk/answers.ts'
import { createComment, listComments } from '#server/talk/comments.ts'
import { createGroupQuestion, listGroupQuestions } from '#server/talk/group-questions.ts'
import { listInbox } from '#server/talk/inbox.ts'
import { searchGroup } from '#server/talk/search.ts'
import { countUnread, listActivity } from '#server/talk/visits.ts'
import { CHAPTER, type Circle, createCircle, marking, problemOf, saying } from '#tests/support/circle.ts'
import { nextMoment } from '#tests/support/next-moment.ts'

const QUESTION = 'seen-the-sea'
let circle: Circle
let group: { groupId: string; chapter: string; cursor: null; limit: number }
beforeEach(async () => {
  circle = await createCircle()
  group = { groupId: circle.groupId, chapter: CHAPTER, cursor: null, limit: 100 }
})

/** Ada says one of everything, each with a word of its own; Ben says something about her note, and replies to her comment. */
async function talk() {
  const { ada, ben, groupId } = circle
  const note = await createAnnotation(ada, await marking(groupId, 'the Moon', { body: 'An albatross.' }))
  await createComment(ben, saying(groupId, { kind: 'annotation', annotationId: note.id }, 'A godwit.'))
  const about = { kind: 'question' as const, questionId: QUESTION }
  await nextMoment()
  const comment = await createComment(ada, saying(groupId, about, 'A bittern, @Ben.'))
  await nextMoment()
  const reply = await createComment(ben, saying(groupId, about, 'A curlew.', { parentId: comment.id }))
  const answer = await createAnswer(ada, { id: randomUUID(), groupId, chapter: CHAPTER, questionId: QUESTION, body: 'A dunlin.' })
  const asked = { id: randomUUID(), groupId, chapter: CHAPTER, annotationId: null, text: 'An egret?' }
  const question = await createGroupQuestion(ada, asked)
  return { note, comment, reply, answer, question }
}

type Said = Awaited<ReturnType<typeof talk>>
const all = (said: Said): AboutWords[] =>
  (['annotation', 'comment', 'answer', 'question'] as const).map((noun) => {
    const { id: subjectId } = { annotation: said.note, comment: said.comment, answer: said.answer, question: said.question }[noun]
    return { groupId: circle.groupId, noun, subjectId }
  })
async function act(viewer: Viewer, about: AboutWords, what: ModerationAct, reason = ''): Promise<void> {
  await nextMoment()
  await moderateWords(viewer, { ...about, id: randomUUID(), act: what, reason })
}

/** Everything that a member is shown of the group by pages, API, search, inbox and export, as one text. */
async function everything(viewer: Viewer): Promise<string> {
  const { groupId } = circle
  const search = (asked: string) => searchGroup(viewer, { groupId, asked })
  return JSON.stringify([
    await listAnnotations(viewer, { ...group, order: 'position' }),
    await listComments(viewer, group),
    await listAnswers(viewer, group),
    await listGroupQuestions(viewer, group),
    await listNotes(viewer, { groupId, chapter: CHAPTER, from: 1 }),
    await listInbox(viewer, { groupId }),
    (await Promise.all(['albatross', 'bittern', 'dunlin', 'egret'].map(search))).map(({ words }) => words.map(({ excerpt }) => excerpt)),
  ])
}
const ADAS = /albatross|bittern|dunlin|egret/
const counted = async (viewer: Viewer) => [
  await listActivity(viewer, { groupId: circle.groupId }),
  (await countUnread(viewer)).get(circle.groupId) ?? 0,
]

test('what a facilitator hides is seen by nobody in any list, count, search or export; its writer is told, may answer, and it comes back', async () => {
  const { ada, ben, owner, groupId } = circle
  const said = await talk()
  const before = [await everything(ben), await counted(ben)]
  for (const about of all(said)) await act(owner, about, 'HIDE', 'Birds are off the agenda.')
  for (const viewer of [ada, ben, owner]) expect(await everything(viewer)).not.toMatch(ADAS)
  // What Ben said to it does not vanish with it.
  const standing = [{ body: 'A godwit.' }, { id: said.comment.id, deleted: true, creator: null }, { body: 'A curlew.' }]
  expect((await listComments(ben, group)).items).toMatchObject(standing)
  expect(await counted(ben)).toEqual([[{ chapter: CHAPTER, annotations: 0, answers: 0, comments: 2, unread: 0 }], 0])

  expect(await findCalls(ada, { groupId })).toEqual({ waiting: true })
  const { own, hidden, log } = await listModeration(ada, { groupId })
  expect([hidden, log]).toEqual([null, null])
  expect(own.map(({ body, told }) => [body, told]).sort()).toEqual([
    ['A bittern, @Ben.', false],
    ['A dunlin.', false],
    ['An albatross.', false],
    ['An egret?', false],
  ])
  expect(JSON.stringify(own)).toContain('Birds are off the agenda.')
  expect(JSON.stringify(own)).not.toContain('Olga')
  for (const about of all(said)) await act(ada, about, 'REPLY', 'They are what the chapter is about.')
  expect((await listModeration(ada, { groupId })).own.every(({ told }) => told)).toBe(true)
  const forOwner = await listModeration(owner, { groupId })
  expect(forOwner.hidden).toHaveLength(4)
  expect(forOwner.hidden?.every(({ reply }) => reply === 'They are what the chapter is about.')).toBe(true)

  for (const about of all(said)) await act(owner, about, 'RESTORE')
  expect([await everything(ben), await counted(ben)]).toEqual(before)
  const done = (await listModeration(owner, { groupId })).log ?? []
  expect(done.map(({ act }) => act).sort()).toEqual([...Array(4).fill('HIDE'), ...Array(4).fill('REPLY'), ...Array(4).fill('RESTORE')])
  expect(JSON.stringify(done)).not.toMatch(ADAS)
})

test('what is deleted for good is nowhere in the database, and nobody brings it back', async () => {
  const { ada, ben, owner, groupId } = circle
  const said = await talk()
  for (const about of all(said)) await act(owner, about, 'REMOVE', 'For good.')
  const tables = ['annotations', 'comments', 'answers', 'rewordings', 'group_questions', 'moderation_entries', 'threads']
  for (const table of tables) {
    const rows = await db().$queryRawUnsafe<{ row: string }[]>(`SELECT t::text AS row FROM ${table} t WHERE t.group_id = '${groupId}'`)
    expect(rows.map(({ row }) => row).join('\n'), table).not.toMatch(ADAS)
  }
  const places = [{ body: 'A godwit.' }, { deleted: true, can: { restore: false } }, { body: 'A curlew.' }]
  expect((await listComments(ben, group)).items).toMatchObject(places)
  for (const about of all(said)) await problemOf(act(owner, about, 'RESTORE'), 'not-found')
  const { own } = await listModeration(ada, { groupId })
  expect(own).toHaveLength(4)
  expect(own.every(({ removed, body }) => removed && body === '')).toBe(true)
})

test('a flag tells facilitators why, and not who; what one flags one need not see any more, and others do', async () => {
  const { ada, ben, owner, groupId } = circle
  const said = await talk()
  const before = await everything(ada)
  for (const about of all(said)) await flagWords(ben, { ...about, reason: `Rude to ${about.noun}s.`, hides: true })
  expect(await everything(ben)).not.toMatch(ADAS)
  // With the note goes what hangs on it.
  expect(await counted(ben)).toEqual([[{ chapter: CHAPTER, annotations: 0, answers: 0, comments: 1, unread: 0 }], 0])
  expect(await everything(ada)).toEqual(before)
  expect(await findCalls(owner, { groupId })).toEqual({ waiting: true })
  const { flagged } = await listModeration(owner, { groupId })
  expect(flagged?.map(({ body, reasons }) => [body, ...reasons]).sort()).toEqual([
    ['A bittern, @Ben.', 'Rude to comments.'],
    ['A dunlin.', 'Rude to answers.'],
    ['An albatross.', 'Rude to annotations.'],
    ['An egret?', 'Rude to questions.'],
  ])
  expect(JSON.stringify(flagged)).not.toContain(ben.userId)
  expect((await listModeration(ada, { groupId })).flagged).toBeNull()

  const [note] = all(said) as [AboutWords]
  await act(owner, note, 'DISMISS')
  expect((await listModeration(owner, { groupId })).flagged).toHaveLength(3)
  expect((await listModeration(ben, { groupId })).outOfSight).toHaveLength(4)
  for (const about of all(said)) await flagWords(ben, { ...about, hides: false })
  expect(await everything(ben)).toMatch(/albatross/)
  // Looking again is no new complaint, and takes none back.
  expect((await listModeration(owner, { groupId })).flagged).toHaveLength(3)
  expect((await requireFlaggable(ben, note)).flag).toEqual({ reason: 'Rude to annotations.', hides: false, passedOn: false, muted: false })
})

test('a closed or nameless answer that is flagged is shown to facilitators without its name; one that becomes private is not', async () => {
  const { ada, ben, owner, groupId } = circle
  await db().readingGroup.update({ where: { id: groupId }, data: { answerFirst: true, nameless: true } })
  const given = { groupId, chapter: CHAPTER, questionId: QUESTION }
  const answer = await createAnswer(ada, { ...given, id: randomUUID(), body: 'A fulmar.', sharing: 'NAMELESS' })
  await createAnswer(ben, { ...given, id: randomUUID(), body: 'Mine.' })
  expect((await listAnswers(owner, group)).items).toEqual([])
  const about = { groupId, noun: 'answer' as const, subjectId: answer.id }
  await flagWords(ben, { ...about, reason: 'Copied.', hides: false })
  const { flagged } = await listModeration(owner, { groupId })
  expect(flagged).toMatchObject([{ body: 'A fulmar.', creator: null }])
  await act(owner, about, 'DISMISS', '')
  expect(JSON.stringify((await listModeration(owner, { groupId })).log)).not.toContain('Ada')
  await flagWords(ben, { ...about, reason: 'Copied again.', hides: false })
  await updateAnswer(ada, { groupId, answerId: answer.id, version: 1, body: 'A fulmar.', sharing: 'PRIVATE' })
  expect((await listModeration(owner, { groupId })).flagged).toEqual([])
  await problemOf(act(owner, about, 'HIDE', 'Why not.'), 'not-found')
})

test('whom one mutes one reads nothing of, here and not elsewhere, and it does not tell which nameless answers are theirs', async () => {
  const { ada, ben, owner, groupId } = circle
  await talk()
  await db().readingGroup.update({ where: { id: groupId }, data: { nameless: true } })
  const given = { groupId, chapter: CHAPTER, questionId: 'why-two', sharing: 'NAMELESS' as const }
  await createAnswer(ada, { ...given, id: randomUUID(), body: 'A gannet.' })
  await muteMember(ben, { groupId, userId: ada.userId, muted: true })
  expect(await everything(ben)).not.toMatch(ADAS)
  expect((await listComments(ben, group)).items).toMatchObject([{ body: 'A curlew.' }])
  expect((await listAnswers(ben, group)).items).toMatchObject([{ body: 'A gannet.', creator: null }])
  expect(await everything(owner)).toMatch(ADAS)
  expect((await listModeration(ben, { groupId })).muted).toEqual([{ userId: ada.userId, name: 'Ada' }])
  await muteMember(ben, { groupId, userId: ada.userId, muted: false })
  expect(await everything(ben)).toMatch(ADAS)
  await problemOf(muteMember(ben, { groupId, userId: circle.stranger.userId, muted: true }), 'not-found')
  await problemOf(muteMember(ben, { groupId, userId: ben.userId, muted: true }), 'conflict')
})

test('what somebody answered goes with their words, and the log goes on without their name', async () => {
  const { ada, owner, groupId } = circle
  const [note] = all(await talk()) as [AboutWords]
  await act(owner, note, 'HIDE', 'Off the point.')
  await act(ada, note, 'REPLY', 'It is the point.')
  await leaveGroup(ada, { groupId, words: 'remove' })
  const { log } = await listModeration(owner, { groupId })
  expect(log?.map(({ act, creator, actor, reason }) => [act, creator, actor, reason])).toEqual([
    ['REPLY', null, null, ''],
    ['HIDE', null, 'Olga', 'Off the point.'],
  ])
  expect((await listModeration(owner, { groupId })).hidden).toEqual([])
})

test('nobody decides about their own words, and the group’s own questions are reopened first; sent twice it happens once', async () => {
  const { ada, owner, groupId } = circle
  const said = await talk()
  const [note, , , question] = all(said) as [AboutWords, AboutWords, AboutWords, AboutWords]
  await updateMember(owner, { groupId, userId: ada.userId, role: 'FACILITATOR' })
  await problemOf(act(ada, note, 'HIDE', 'Mine.'), 'not-found')
  await db().groupQuestion.update({ where: { id: question.subjectId }, data: { status: 'ACCEPTED' } })
  await problemOf(act(owner, question, 'HIDE', 'No.'), 'conflict')
  const once = { ...note, id: randomUUID(), act: 'HIDE' as const, reason: 'Once.' }
  await moderateWords(owner, once)
  await moderateWords(owner, once)
  expect((await listModeration(owner, { groupId })).log).toHaveLength(1)
  await problemOf(act(ada, note, 'RESTORE'), 'not-found')
})

test('links without a word are slowed down, and links with one are not', async () => {
  const { ada, groupId } = circle
  const subject = { kind: 'question' as const, questionId: QUESTION }
  const send = (body: string) => createComment(ada, saying(groupId, subject, body))
  for (const body of [
    'https://example.org/a',
    '[look](https://example.org/b)',
    '<https://example.org/c> !',
    'https://d.example',
    'https://e.example',
  ])
    await send(body)
  const problem = await problemOf(send('https://example.org/f https://example.org/g'), 'too-many')
  expect(problem.extra.retryAfter).toBeGreaterThan(0)
  await send('This explains it: https://example.org/h')
})
