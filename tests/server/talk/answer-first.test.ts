import { randomUUID } from 'node:crypto'
import { afterEach, describe, expect, test } from 'vitest'
import { describe as describePassage } from '#domain/anchoring/describe.ts'
import type { CreateAnswer } from '#domain/answer.ts'
import type { Viewer } from '#domain/viewer.ts'
import { requireChapter } from '#server/content/guides.ts'
import { db } from '#server/db.ts'
import { closeHub } from '#server/live/hub.ts'
import { createAnswer, listAnswers, removeAnswer, requireAnswer, updateAnswer } from '#server/talk/answers.ts'
import { listAskedQuestions, revealAnswers, updateAnswering } from '#server/talk/asked-questions.ts'
import { createComment, listComments } from '#server/talk/comments.ts'
import { countUnread, listActivity, updateVisit } from '#server/talk/visits.ts'
import { CHAPTER, type Circle, createCircle, problemOf } from '#tests/support/circle.ts'
import { openStream } from '#tests/support/event-stream.ts'
import { signedIn } from '#tests/support/request.ts'

const QUESTION = 'why-two'
const PAGE = { chapter: CHAPTER, cursor: null, limit: 100 }
afterEach(() => closeHub())

const given = ({ groupId }: Circle, more: Partial<CreateAnswer> = {}): CreateAnswer => ({
  ...{ groupId, chapter: CHAPTER, id: randomUUID(), questionId: QUESTION, body: 'What I think.' },
  ...more,
})
async function answeringFirst(nameless = false): Promise<Circle> {
  const circle = await createCircle()
  await updateAnswering(circle.owner, { groupId: circle.groupId, answerFirst: true, nameless })
  return circle
}

describe('answer first', () => {
  test('the others’ answers, and what is said about them, open with one’s own and close when it is taken back', async () => {
    const circle = await answeringFirst()
    const { groupId, ada, ben } = circle
    const place = { ...PAGE, groupId }
    const answer = await createAnswer(ada, given(circle, { body: 'Of Ada.' }))
    const subject = { kind: 'answer' as const, answerId: answer.id }
    await createComment(ada, { groupId, id: randomUUID(), chapter: CHAPTER, subject, parentId: null, body: 'About it.' })
    const seen = async () => [
      (await listAnswers(ben, place)).items.filter(({ mine }) => !mine).length,
      (await listComments(ben, place)).items.length,
      (await listActivity(ben, { groupId }))[0]?.unread ?? 0,
    ]
    expect(await seen()).toEqual([0, 0, 0])
    await problemOf(requireAnswer(ben, { groupId, answerId: answer.id }), 'not-found')
    const reply = { groupId, id: randomUUID(), chapter: CHAPTER, subject, parentId: null, body: 'A reply.' }
    await problemOf(createComment(ben, reply), 'not-found')
    expect(await listAskedQuestions(ben, { groupId, chapter: CHAPTER })).toMatchObject({
      questions: [{ questionId: QUESTION, answered: 1, open: false }],
    })

    const own = await createAnswer(ben, given(circle))
    expect(await seen()).toEqual([1, 1, 2])
    await removeAnswer(ben, { groupId, answerId: own.id })
    expect(await seen()).toEqual([0, 0, 0])
  })

  test('answers that facilitators show are new to whoever had read everything before, and seen ones stay seen', async () => {
    const circle = await answeringFirst()
    const { groupId, owner, ada, ben } = circle
    const place = { ...PAGE, groupId }
    await createAnswer(ada, given(circle, { body: 'Of Ada.' }))
    await createAnswer(owner, given(circle, { body: 'Of Olga.' }))
    await updateVisit(ben, { groupId, chapter: CHAPTER, everything: true })
    await updateVisit(ada, { groupId, chapter: CHAPTER, everything: true })
    const unread = async (viewer: Viewer) => [
      (await listAnswers(viewer, place)).items.filter((answer) => answer.unread).length,
      (await listActivity(viewer, { groupId }))[0]?.unread ?? 0,
      (await countUnread(viewer)).get(groupId) ?? 0,
    ]
    expect(await unread(ben)).toEqual([0, 0, 0])
    await revealAnswers(owner, { groupId, chapter: CHAPTER, questionId: QUESTION, revealed: true })
    expect(await unread(ben)).toEqual([2, 2, 2])
    // Ada had answered, and had seen the other one.
    expect(await unread(ada)).toEqual([0, 0, 0])
    await updateVisit(ben, { groupId, chapter: CHAPTER, everything: true })
    expect(await unread(ben)).toEqual([0, 0, 0])
  })

  test('a private answer of one’s own opens the question too; an answer to another question does not', async () => {
    const circle = await answeringFirst()
    const { groupId, ada, ben, owner } = circle
    await createAnswer(ada, given(circle))
    await createAnswer(ben, given(circle, { questionId: 'seen-the-sea' }))
    await createAnswer(owner, given(circle, { sharing: 'PRIVATE' }))
    const others = async (viewer: typeof ada) =>
      (await listAnswers(viewer, { ...PAGE, groupId })).items.filter(({ mine, questionId }) => !mine && questionId === QUESTION).length
    expect([await others(ben), await others(owner), await others(ada)]).toEqual([0, 1, 0])
  })

  test('facilitators reveal, and nobody else', async () => {
    const circle = await answeringFirst()
    const { groupId, ada, ben, owner } = circle
    await createAnswer(ada, given(circle))
    const reveal = { groupId, chapter: CHAPTER, questionId: QUESTION, revealed: true }
    await problemOf(revealAnswers(ben, reveal), 'forbidden')
    await revealAnswers(owner, reveal)
    expect((await listAnswers(ben, { ...PAGE, groupId })).items).toHaveLength(1)
    await revealAnswers(owner, { ...reveal, revealed: false })
    expect((await listAnswers(ben, { ...PAGE, groupId })).items).toHaveLength(0)
  })

  test('the stream tells of an answer those alone who see it', async () => {
    const circle = await answeringFirst()
    const { groupId, ada, ben, owner } = circle
    await createAnswer(owner, given(circle))
    const streams = await Promise.all([ada, ben, owner].map(async ({ userId }) => openStream(await signedIn({ id: userId }), groupId)))
    const { id } = await createAnswer(ada, given(circle))
    // Everybody hears how many have answered, and after it nothing is told of this answer.
    for (const stream of streams) await stream.next(({ data }) => (data as { noun?: string }).noun === 'asked-question')
    expect(streams.map((stream) => stream.raw().includes(id))).toEqual([true, false, true])
    for (const stream of streams) stream.close()
  })
})

describe('without a name', () => {
  test('nobody else sees whose it is nor when to the minute; the group allows it first', async () => {
    const circle = await answeringFirst()
    const { groupId, ada, ben, owner } = circle
    const wish = given(circle, { sharing: 'NAMELESS' })
    await problemOf(createAnswer(ada, wish), 'forbidden')
    await updateAnswering(owner, { groupId, answerFirst: true, nameless: true })
    const mine = await createAnswer(ada, wish)
    expect(mine).toMatchObject({ mine: true, creator: { id: ada.userId } })
    for (const viewer of [ben, owner]) {
      await createAnswer(viewer, given(circle))
      const shown = await requireAnswer(viewer, { groupId, answerId: mine.id })
      expect(shown).toMatchObject({ mine: false, creator: null, sharing: 'NAMELESS', can: { edit: false, remove: false } })
      expect(shown.createdAt).toMatch(/T00:00:00\.000Z$/)
      expect(JSON.stringify((await listAnswers(viewer, { ...PAGE, groupId })).items)).not.toContain(ada.userId)
    }
  })

  test('an answer with replies of others cannot be taken into private, and stays as a place when it is deleted', async () => {
    const circle = await createCircle()
    const { groupId, ada, ben } = circle
    const answer = await createAnswer(ada, given(circle))
    const subject = { kind: 'answer' as const, answerId: answer.id }
    await createComment(ben, { groupId, id: randomUUID(), chapter: CHAPTER, subject, parentId: null, body: 'About it.' })
    const edit = { groupId, answerId: answer.id, version: 1, body: answer.body, sharing: 'PRIVATE' as const }
    await problemOf(updateAnswer(ada, edit), 'conflict')
    expect(await removeAnswer(ada, { groupId, answerId: answer.id })).toMatchObject({ deleted: true, body: '', evidence: [] })
    expect((await listAnswers(ben, { ...PAGE, groupId })).items).toMatchObject([{ deleted: true, body: '' }])
    // A new one takes its place beside it.
    await createAnswer(ada, given(circle))
    expect((await listAnswers(ben, { ...PAGE, groupId })).items).toHaveLength(2)
  })
})

test('an answer rests on passages that stand in the chapter, and keeps those of an older text', async () => {
  const circle = await createCircle()
  const { groupId, ada } = circle
  const { text, revision } = await requireChapter('tides', CHAPTER)
  const passage = { ...describePassage(text, { start: 10, end: 24 }), chapterRevision: revision }
  const made = { ...passage, exact: 'x'.repeat(14) }
  await problemOf(createAnswer(ada, given(circle, { evidence: [made] })), 'conflict')
  const answer = await createAnswer(ada, given(circle, { evidence: [passage] }))
  expect(answer.evidence).toEqual([passage])
  const older = { ...passage, chapterRevision: 'a-text-before-this' }
  await db().answer.update({ where: { id: answer.id }, data: { evidence: [older] } })
  const edit = { groupId, answerId: answer.id, version: 1, body: 'Changed.', evidence: [older, passage] }
  expect((await updateAnswer(ada, edit)).evidence).toEqual([older, passage])
})
