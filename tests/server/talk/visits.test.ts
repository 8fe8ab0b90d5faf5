import { randomUUID } from 'node:crypto'
import { beforeEach, expect, test } from 'vitest'
import type { Viewer } from '#domain/viewer.ts'
import { db } from '#server/db.ts'
import { createAnnotation, listAnnotations, removeAnnotation, updateAnnotation } from '#server/talk/annotations.ts'
import { createAnswer } from '#server/talk/answers.ts'
import { createComment, listComments, updateComment } from '#server/talk/comments.ts'
import { listChaptersRead, updatePosition } from '#server/talk/reading-position.ts'
import { countUnread, listActivity, updateVisit } from '#server/talk/visits.ts'
import { CHAPTER, type Circle, createCircle, marking, problemOf, saying } from '#tests/support/circle.ts'
import { addMember, createAnnotation as createRow } from '#tests/support/factories.ts'
import { nextMoment } from '#tests/support/next-moment.ts'

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
const INPUT = { chapter: CHAPTER, cursor: null, limit: 100 }

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
  await updateVisit(ben, { groupId, chapter: CHAPTER, everything: true })
  expect((await listActivity(ben, { groupId })).map(({ chapter, unread }) => [chapter, unread])).toEqual([
    [other, 1],
    [CHAPTER, 0],
  ])
  await updateVisit(ben, { groupId, chapter: other, everything: true })
  expect((await listActivity(ben, { groupId })).map(({ unread }) => unread)).toEqual([0, 0])
  expect((await listActivity(owner, { groupId })).map(({ unread }) => unread)).toEqual([1, 2])
})

const unreadOf = async (viewer: Viewer, groupId: string) =>
  (await listActivity(viewer, { groupId })).find(({ chapter }) => chapter === CHAPTER)?.unread

test('what was seen is read, whatever was said before or after it', async () => {
  const { groupId, ada, ben, owner } = circle
  const [note] = (await listAnnotations(owner, { ...INPUT, groupId, order: 'position' })).items
  const earlier = (await listComments(owner, { ...INPUT, groupId })).items.map(({ id, version }) => ({ id, version }))
  await nextMoment()
  const later = await createComment(ben, saying(groupId, { kind: 'annotation', annotationId: note?.id ?? '' }, 'Later.'))
  expect(await unreadOf(owner, groupId)).toBe(3)
  await updateVisit(owner, { groupId, chapter: CHAPTER, seen: [later] })
  expect(await unreadOf(owner, groupId)).toBe(2)
  expect((await listComments(owner, { ...INPUT, groupId })).items.map(({ unread }) => unread)).toEqual([true, false])
  // The second device tells it again, and more.
  await updateVisit(owner, { groupId, chapter: CHAPTER, seen: [later, ...earlier] })
  expect(await unreadOf(owner, groupId)).toBe(1)
  // Words that were changed while they were being read are not the words that were seen.
  const changed = await updateComment(ben, { groupId, commentId: later.id, version: later.version, body: 'Later, and better.' })
  await updateVisit(owner, { groupId, chapter: CHAPTER, seen: [later] })
  expect(await unreadOf(owner, groupId)).toBe(2)
  await updateVisit(owner, { groupId, chapter: CHAPTER, seen: [changed] })
  expect(await unreadOf(owner, groupId)).toBe(1)
  expect(await unreadOf(ada, groupId)).toBe(2)
})

test('what is hidden is not seen, and unread once it is shown', async () => {
  const { groupId, ada, owner } = circle
  const input = await marking(groupId, 'A tide', { visibility: 'PRIVATE', body: 'Not yet.' })
  const { id, version } = await createAnnotation(ada, input)
  await updateVisit(owner, { groupId, chapter: CHAPTER, seen: [{ id, version }], everything: true })
  expect(await unreadOf(owner, groupId)).toBe(0)
  await updateAnnotation(ada, { groupId, annotationId: id, version, body: 'Now.', visibility: 'GROUP' })
  expect(await unreadOf(owner, groupId)).toBe(1)
})

test('a row holds as many stretches as there are gaps, however much was said', async () => {
  const { groupId, ada, ben } = circle
  const [group, creator] = [{ id: groupId }, { id: ada.userId }]
  const said = await Promise.all(
    Array.from({ length: 60 }, (_, at) =>
      createRow({ group, creator, chapter: CHAPTER, wordsAt: new Date(Date.UTC(2026, 0, 1) + at * 3_600_000) }),
    ),
  )
  const stretches = () => db().$queryRaw<{ count: number }[]>`
    SELECT count(r)::int AS count FROM visits v, unnest(v.seen) r WHERE v.user_id = ${ben.userId}::uuid AND v.chapter = ${CHAPTER}`
  await updateVisit(ben, { groupId, chapter: CHAPTER, seen: said.filter((_, at) => at !== 20 && at !== 40) })
  expect(await stretches()).toEqual([{ count: 3 }])
  expect(await unreadOf(ben, groupId)).toBe(3)
  await updateVisit(ben, { groupId, chapter: CHAPTER, seen: said.slice(20, 21) })
  expect(await stretches()).toEqual([{ count: 2 }])
  const { items } = await listAnnotations(ben, { ...INPUT, groupId, order: 'position' })
  expect(items.filter(({ unread }) => unread).map(({ id }) => id)).toContain(said[40]?.id)
  expect(items.filter(({ unread }) => unread)).toHaveLength(2)
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

test('in which chapters somebody has read is told to them alone', async () => {
  const { groupId, ada, ben, stranger } = circle
  await updatePosition(ada, { groupId, chapter: CHAPTER, paragraph: '1' })
  // What was only looked at for news was not read.
  await updateVisit(ada, { groupId, chapter: other, everything: true })
  expect([await listChaptersRead(ada, { groupId }), await listChaptersRead(ben, { groupId })]).toEqual([[CHAPTER], []])
  await problemOf(listChaptersRead(stranger, { groupId }), 'not-found')
})
