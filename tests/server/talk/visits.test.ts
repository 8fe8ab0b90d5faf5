import { randomUUID } from 'node:crypto'
import { beforeEach, expect, test } from 'vitest'
import { createAnnotation, removeAnnotation } from '#server/talk/annotations.ts'
import { createAnswer } from '#server/talk/answers.ts'
import { createComment } from '#server/talk/comments.ts'
import { countUnread, listActivity, updateVisit } from '#server/talk/visits.ts'
import { CHAPTER, type Circle, createCircle, marking, problemOf, saying } from '#tests/support/circle.ts'
import { addMember } from '#tests/support/factories.ts'

let circle: Circle
beforeEach(async () => {
  circle = await createCircle()
  const { groupId, ada, ben } = circle
  const note = await createAnnotation(ada, await marking(groupId, 'A tide', { body: 'Open.' }))
  const secret = await createAnnotation(ada, await marking(groupId, 'A tide', { visibility: 'PRIVATE' }))
  const deleted = await createAnnotation(ada, await marking(groupId, 'A tide'))
  await removeAnnotation(ada, { groupId, annotationId: deleted.id })
  await createComment(ben, saying(groupId, { kind: 'annotation', annotationId: note.id }, 'A comment.'))
  await createComment(ada, saying(groupId, { kind: 'annotation', annotationId: secret.id }, 'To myself.'))
  await createAnswer(ada, { id: randomUUID(), groupId, chapter: 'tables-and-mills', questionId: 'who-computed', body: 'Monks.' })
})

const other = 'tables-and-mills'

test('counts what the viewer may see, and as unread what others said', async () => {
  const { groupId, ada, ben, owner } = circle
  const answers = { chapter: other, annotations: 0, answers: 1, comments: 0 }
  const talk = { chapter: CHAPTER, annotations: 1, answers: 0, comments: 1 }
  expect(await listActivity(owner, { groupId })).toEqual([
    { ...answers, unread: 1 },
    { ...talk, unread: 2 },
  ])
  expect(await listActivity(ben, { groupId })).toEqual([
    { ...answers, unread: 1 },
    { ...talk, unread: 1 },
  ])
  expect(await listActivity(ada, { groupId })).toEqual([
    { ...answers, unread: 0 },
    { ...talk, annotations: 2, comments: 2, unread: 1 },
  ])
})

test('a visit is of one chapter and one member', async () => {
  const { groupId, ben, owner } = circle
  await updateVisit(ben, { groupId, chapter: CHAPTER })
  expect((await listActivity(ben, { groupId })).map(({ chapter, unread }) => [chapter, unread])).toEqual([
    [other, 1],
    [CHAPTER, 0],
  ])
  await updateVisit(ben, { groupId, chapter: other })
  expect((await listActivity(ben, { groupId })).map(({ unread }) => unread)).toEqual([0, 0])
  expect((await listActivity(owner, { groupId })).map(({ unread }) => unread)).toEqual([1, 2])
})

test('what is said while the chapter comes into sight is not seen yet, and what was seen stays seen', async () => {
  const { groupId, owner } = circle
  const unread = async () => (await listActivity(owner, { groupId })).find(({ chapter }) => chapter === CHAPTER)?.unread
  await updateVisit(owner, { groupId, chapter: CHAPTER, inSightFor: 3_600_000 })
  expect(await unread()).toBe(2)
  await updateVisit(owner, { groupId, chapter: CHAPTER, inSightFor: 0 })
  expect(await unread()).toBe(0)
  await updateVisit(owner, { groupId, chapter: CHAPTER, inSightFor: 3_600_000 })
  expect(await unread()).toBe(0)
})

test('adds up over all groups of the viewer, and no others', async () => {
  const { groupId, otherGroupId, ben, stranger, owner } = circle
  const ask = { kind: 'question', questionId: 'why-two' } as const
  await createComment(stranger, saying(otherGroupId, ask, 'In the other group.'))
  expect(await countUnread(ben)).toEqual(new Map([[groupId, 2]]))
  expect(await countUnread(owner)).toEqual(new Map([[groupId, 3]]))
  expect(await countUnread(stranger)).toEqual(new Map())
  await addMember({ group: { id: otherGroupId }, user: { id: ben.userId } })
  expect(await countUnread(ben)).toEqual(
    new Map([
      [groupId, 2],
      [otherGroupId, 1],
    ]),
  )
})

test('only members, only chapters of the guide', async () => {
  const { groupId, stranger, ben } = circle
  await problemOf(listActivity(stranger, { groupId }), 'not-found')
  await problemOf(updateVisit(stranger, { groupId, chapter: CHAPTER }), 'not-found')
  await problemOf(updateVisit(ben, { groupId, chapter: 'no-such-chapter' }), 'not-found')
})
