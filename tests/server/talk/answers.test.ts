import { randomUUID } from 'node:crypto'
import { beforeEach, describe, expect, test } from 'vitest'
import type { Answer, CreateAnswer } from '#domain/answer.ts'
import type { Viewer } from '#domain/viewer.ts'
import { db } from '#server/db.ts'
import { createAnswer, listAnswers, removeAnswer, requireAnswer, restoreAnswer, updateAnswer } from '#server/talk/answers.ts'
import { updateVisit } from '#server/talk/visits.ts'
import { CHAPTER, type Circle, createCircle, problemOf } from '#tests/support/circle.ts'
import { nextMoment } from '#tests/support/next-moment.ts'

let circle: Circle
beforeEach(async () => {
  circle = await createCircle()
})

const answering = (body: string, more: Partial<CreateAnswer> = {}): CreateAnswer => ({
  id: randomUUID(),
  groupId: circle.groupId,
  chapter: CHAPTER,
  questionId: 'why-two',
  body,
  ...more,
})
const list = async (viewer: Viewer): Promise<Answer[]> =>
  (await listAnswers(viewer, { groupId: circle.groupId, chapter: CHAPTER, cursor: null, limit: 500 })).items
const about = (answerId: string) => ({ groupId: circle.groupId, answerId })

describe('answering', () => {
  test('gives one answer a member and question, seen by the group', async () => {
    const made = await createAnswer(circle.ada, answering('Because the **far** side lags.'))
    expect(made).toMatchObject({
      chapter: CHAPTER,
      questionId: 'why-two',
      creator: { id: circle.ada.userId, name: 'Ada' },
      html: '<p dir="auto">Because the <strong>far</strong> side lags.</p>',
      version: 1,
      edited: false,
      unread: false,
      can: { edit: true, remove: true, restore: false },
    })
    const others = await createAnswer(circle.ben, answering('Two bulges.'))
    const more = await createAnswer(circle.ada, answering('Last summer.', { questionId: 'seen-the-sea' }))
    expect((await list(circle.ada)).map(({ id, unread }) => [id, unread])).toEqual([
      [made.id, false],
      [others.id, true],
      [more.id, false],
    ])
    expect(await requireAnswer(circle.ben, about(made.id))).toEqual({
      ...made,
      mine: false,
      unread: true,
      can: { edit: false, remove: false, restore: false },
    })
  })

  test('a second answer is refused with the one that stands', async () => {
    const first = await createAnswer(circle.ada, answering('First.'))
    const problem = await problemOf(createAnswer(circle.ada, answering('Second.')), 'conflict')
    expect(problem.extra).toEqual({ current: first, yours: 'Second.' })
    const outcomes = await Promise.allSettled(['a', 'b', 'c'].map((body) => createAnswer(circle.ben, answering(body))))
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected', 'rejected'])
    expect(await list(circle.ben)).toHaveLength(2)
  })

  test('a repeat is harmless; other words or another person under the same id are refused', async () => {
    const input = answering('Once.')
    const first = await createAnswer(circle.ada, input)
    expect(await Promise.all([1, 2, 3].map(() => createAnswer(circle.ada, input)))).toEqual([first, first, first])
    await problemOf(createAnswer(circle.ada, { ...input, body: 'Other.' }), 'conflict')
    await problemOf(createAnswer(circle.ben, input), 'not-found')
    await problemOf(createAnswer(circle.stranger, { ...input, groupId: circle.otherGroupId }), 'not-found')
  })

  test('only questions of the chapter, only in one’s own group', async () => {
    await problemOf(createAnswer(circle.ada, answering('x', { questionId: 'no-such-question' })), 'not-found')
    await problemOf(createAnswer(circle.ada, answering('x', { chapter: 'tables-and-mills' })), 'not-found')
    await problemOf(createAnswer(circle.stranger, answering('x')), 'not-found')
    await problemOf(createAnswer(circle.ada, answering('x', { groupId: circle.otherGroupId })), 'not-found')
    expect(await list(circle.ada)).toEqual([])
  })
})

describe('changing an answer', () => {
  test('only by the creator, from the words that stand', async () => {
    const { id } = await createAnswer(circle.ada, answering('One.'))
    const edit = (version: number, body: string) => ({ ...about(id), version, body })
    await problemOf(updateAnswer(circle.owner, edit(1, 'x')), 'forbidden')
    await problemOf(updateAnswer(circle.stranger, edit(1, 'x')), 'not-found')
    await problemOf(updateAnswer(circle.stranger, { ...edit(1, 'x'), groupId: circle.otherGroupId }), 'not-found')
    expect(await updateAnswer(circle.ada, edit(1, 'One.'))).toMatchObject({ version: 1, edited: false })
    expect(await updateAnswer(circle.ada, edit(1, 'Two.'))).toMatchObject({ version: 2, edited: true })
    const problem = await problemOf(updateAnswer(circle.ada, edit(1, 'Three.')), 'conflict')
    expect(problem.extra).toEqual({ current: { body: 'Two.', version: 2 }, yours: 'Three.' })
  })

  test('deleted it disappears; it comes back within a day', async () => {
    const made = await createAnswer(circle.ada, answering('Hasty.'))
    await problemOf(removeAnswer(circle.owner, about(made.id)), 'forbidden')
    await removeAnswer(circle.ada, about(made.id))
    await removeAnswer(circle.ada, about(made.id))
    expect(await list(circle.ada)).toEqual([])
    await problemOf(requireAnswer(circle.ada, about(made.id)), 'not-found')
    await problemOf(updateAnswer(circle.ada, { ...about(made.id), version: 1, body: 'x' }), 'gone')
    await problemOf(restoreAnswer(circle.owner, about(made.id)), 'not-found')
    expect(await restoreAnswer(circle.ada, about(made.id))).toEqual(made)
    expect(await list(circle.ada)).toEqual([made])
    await db().answer.update({ where: { id: made.id }, data: { removal: 'WITHDRAWN', deletedAt: new Date(Date.now() - 25 * 3600_000) } })
    await problemOf(restoreAnswer(circle.ada, about(made.id)), 'gone')
  })

  test('a new answer takes the place of a deleted one, for good', async () => {
    const first = await createAnswer(circle.ada, answering('First.'))
    await removeAnswer(circle.ada, about(first.id))
    const second = await createAnswer(circle.ada, answering('Second.'))
    await problemOf(restoreAnswer(circle.ada, about(first.id)), 'not-found')
    expect(await list(circle.ben)).toEqual([{ ...second, mine: false, unread: true, can: { edit: false, remove: false, restore: false } }])
  })
})

test('the list is paged, and unread since the visit', async () => {
  for (const questionId of ['seen-the-sea', 'why-two', 'pictures-that-mislead']) {
    await createAnswer(circle.ada, answering(questionId, { questionId }))
    await nextMoment()
  }
  const ask = { groupId: circle.groupId, chapter: CHAPTER, limit: 2 }
  const first = await listAnswers(circle.ben, { ...ask, cursor: null })
  const second = await listAnswers(circle.ben, { ...ask, cursor: first.next })
  expect([...first.items, ...second.items].map(({ body }) => body)).toEqual(['seen-the-sea', 'why-two', 'pictures-that-mislead'])
  expect(second.next).toBeNull()
  await updateVisit(circle.ben, { groupId: circle.groupId, chapter: CHAPTER, everything: true })
  expect((await list(circle.ben)).map(({ unread }) => unread)).toEqual([false, false, false])
  await problemOf(listAnswers(circle.stranger, { ...ask, cursor: null }), 'not-found')
})
