import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import type { Viewer } from '#domain/viewer.ts'
import { findCalls } from '#server/moderation/calls.ts'
import { createAnnotation, updateAnnotation } from '#server/talk/annotations.ts'
import { createAnswer } from '#server/talk/answers.ts'
import { createComment, removeComment } from '#server/talk/comments.ts'
import { listInbox } from '#server/talk/inbox.ts'
import { updateVisit } from '#server/talk/visits.ts'
import { makeWorld } from '#tests/support/access-world.ts'
import { findCanaries } from '#tests/support/canaries.ts'
import { CHAPTER, createCircle, marking, problemOf, saying } from '#tests/support/circle.ts'
import { asViewer, createComment as createRow } from '#tests/support/factories.ts'
import { nextMoment } from '#tests/support/next-moment.ts'

const inboxOf = async (viewer: Viewer, groupId: string) =>
  (await listInbox(viewer, { groupId })).map(({ items }) => items.map(({ reason, opening, unread }) => [reason, opening, unread]))

test('replies and mentions wait, thread by thread, until they were seen', async () => {
  const { groupId, ada, ben, owner, stranger } = await createCircle()
  const note = await createAnnotation(ada, await marking(groupId, 'A tide', { body: 'My note.' }))
  const about = { kind: 'annotation', annotationId: note.id } as const
  const reply = await createComment(ben, saying(groupId, about, 'To the note.'))
  await nextMoment()
  const own = await createComment(ada, saying(groupId, about, 'To myself, @Ada.'))
  await nextMoment()
  const below = await createComment(owner, saying(groupId, about, 'To the comment.', { parentId: own.id }))
  await nextMoment()
  await createAnswer(owner, { id: randomUUID(), groupId, chapter: CHAPTER, questionId: 'why-two', body: 'As @ada said, not @Adam.' })
  await createAnswer(ben, { id: randomUUID(), groupId, chapter: CHAPTER, questionId: 'seen-the-sea', body: 'As @Adam said.' })
  expect(await inboxOf(ada, groupId)).toEqual([
    [['mention', 'As @ada said, not @Adam.', true]],
    [
      ['reply', 'To the comment.', true],
      ['reply', 'To the note.', true],
    ],
  ])
  // What was said to Ada is no news to Ben.
  expect(await inboxOf(ben, groupId)).toEqual([])
  expect([await findCalls(ada, { groupId }), await findCalls(ben, { groupId })]).toEqual([{ waiting: true }, { waiting: false }])
  await updateVisit(ada, { groupId, chapter: CHAPTER, seen: [reply, below] })
  expect((await inboxOf(ada, groupId)).flat().map(([, , unread]) => unread)).toEqual([true, false, false])
  await updateVisit(ada, { groupId, chapter: CHAPTER, everything: true })
  expect(await findCalls(ada, { groupId })).toEqual({ waiting: false })
  await removeComment(ben, { groupId, commentId: reply.id })
  expect((await inboxOf(ada, groupId)).flat()).toHaveLength(2)
  await problemOf(listInbox(stranger, { groupId }), 'not-found')
})

test('a private note names nobody until it is shown', async () => {
  const { groupId, ada, ben } = await createCircle()
  const input = await marking(groupId, 'A tide', { visibility: 'PRIVATE', body: 'Ask @Ben about this.' })
  const { id, version, body } = await createAnnotation(ada, input)
  expect([await inboxOf(ben, groupId), await findCalls(ben, { groupId })]).toEqual([[], { waiting: false }])
  await updateAnnotation(ada, { groupId, annotationId: id, version, body, visibility: 'GROUP' })
  expect(await inboxOf(ben, groupId)).toEqual([[['mention', body, true]]])
})

test('holds what its reader may read, and nothing else', async () => {
  const { group, annotation, people } = await makeWorld()
  const { creator, member } = people
  if (!creator || !member) throw new Error('people missing')
  const withdrawn = { deletedAt: new Date(), removal: 'WITHDRAWN' as const, removedById: member.id }
  await createRow({ group, creator: member, subject: { annotation }, body: 'canary-comment' })
  await createRow({ group, creator: member, subject: { annotation }, body: 'canary-withdrawn-comment', ...withdrawn })
  const read = async (person: { id: string }) =>
    findCanaries(JSON.stringify(await listInbox(asViewer({ ...person, name: 'canary' }), { groupId: group.id })))
  expect(await read(creator)).toEqual(['canary-comment'])
  expect(await read(member)).toEqual([])
})
