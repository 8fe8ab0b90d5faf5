import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { db } from '#server/db.ts'
import { notify } from '#server/live/notify.ts'
import { createAnnotation, removeAnnotation, updateAnnotation } from '#server/talk/annotations.ts'
import { createComment, removeComment } from '#server/talk/comments.ts'
import { CHAPTER, type Circle, createCircle, marking, saying } from '#tests/support/circle.ts'
import { type Listening, openStream } from '#tests/support/event-stream.ts'
import { about, closeStreams, heardInGroup, listenTo } from '#tests/support/live-streams.ts'
import { signedIn, signedOut } from '#tests/support/request.ts'

let circle: Circle
beforeEach(async () => {
  circle = await createCircle()
})
afterEach(closeStreams)

const listening = (viewer: { userId: string }, groupId = circle.groupId) => listenTo(groupId, viewer)
const heardUntilMark = (stream: Listening, groupId = circle.groupId) => heardInGroup(groupId, stream)

test('a stream is one that no proxy keeps or packs', async () => {
  const stream = await listening(circle.ben)
  expect(stream.headers.get('content-type')).toBe('text/event-stream; charset=utf-8')
  expect(stream.headers.get('cache-control')).toBe('no-cache, no-transform')
  expect(stream.headers.get('x-accel-buffering')).toBe('no')
  expect(stream.raw()).toMatch(/^retry: 2000\n\n/)
})

test('a stream is for members only', async () => {
  expect((await openStream(await signedIn({ id: circle.stranger.userId }), circle.groupId)).status).toBe(404)
  expect((await openStream(signedOut(), circle.groupId)).status).toBe(401)
  expect((await openStream(await signedIn({ id: circle.ben.userId }), 'no-group')).status).toBe(400)
})

test('a stream tells every member where something changed, and never what', async () => {
  const [ben, ada] = [await listening(circle.ben), await listening(circle.ada)]
  const note = await createAnnotation(circle.ada, await marking(circle.groupId, 'A tide', { body: 'These words.' }))
  const subject = { kind: 'annotation', annotationId: note.id } as const
  const comment = await createComment(circle.owner, saying(circle.groupId, subject, 'Those words.'))
  const expected = [about(note.id), about(comment.id, 'comment')]
  expect(await heardUntilMark(ben)).toEqual(expected)
  expect(await heardUntilMark(ada)).toEqual(expect.arrayContaining(expected))
  expect(ben.raw()).not.toMatch(/words/)
})

test('a stream hears nothing of what was rolled back, nor before it is committed', async () => {
  const ben = await listening(circle.ben)
  const [undone, kept] = [randomUUID(), randomUUID()]
  const event = { groupId: circle.groupId, noun: 'answer', chapter: CHAPTER } as const
  const refused = db().$transaction(async (tx) => {
    await notify(tx, { ...event, id: undone })
    throw new Error('changed my mind')
  })
  await expect(refused).rejects.toThrow('changed my mind')
  let heardInside: unknown
  await db().$transaction(async (tx) => {
    await notify(tx, { ...event, id: kept })
    heardInside = await heardUntilMark(ben)
  })
  expect(heardInside).toEqual([])
  expect((await heardUntilMark(ben)).map((data) => (data as { id: string }).id)).toContain(kept)
  expect(ben.raw()).not.toContain(undone)
})

test('a stream hears nothing of other groups', async () => {
  const stream = await listening(circle.stranger, circle.otherGroupId)
  await createAnnotation(circle.ada, await marking(circle.groupId, 'A tide'))
  expect(await heardUntilMark(stream, circle.otherGroupId)).toEqual([])
})

test('of private notes only the creator hears, until they are opened', async () => {
  const [ada, ben] = [await listening(circle.ada), await listening(circle.ben)]
  const input = await marking(circle.groupId, 'A tide', { visibility: 'PRIVATE' })
  const { id } = await createAnnotation(circle.ada, input)
  const comment = saying(circle.groupId, { kind: 'annotation', annotationId: id }, 'To myself.')
  await createComment(circle.ada, comment)
  expect(await heardUntilMark(ben)).toEqual([])
  expect(ben.raw()).not.toContain(id)
  expect(await heardUntilMark(ada)).toEqual(expect.arrayContaining([about(id), about(comment.id, 'comment')]))
  await updateAnnotation(circle.ada, { groupId: circle.groupId, annotationId: id, version: 1, body: '', visibility: 'GROUP' })
  await ben.next(({ data }) => (data as { id?: string }).id === id)
  expect(ben.heard.map(({ data }) => data)).toEqual(expect.arrayContaining([about(id), about(comment.id, 'comment')]))
  const before = ben.heard.length
  await updateAnnotation(circle.ada, { groupId: circle.groupId, annotationId: id, version: 2, body: '', visibility: 'PRIVATE' })
  await heardUntilMark(ben)
  expect(ben.heard.slice(before).map(({ data }) => data)).toContainEqual(about(id))
  await removeAnnotation(circle.ada, { groupId: circle.groupId, annotationId: id })
  const after = ben.heard.length
  await heardUntilMark(ben)
  expect(ben.heard).toHaveLength(after + 1)
})

test('a stream hears what leaves a placeholder, and of the placeholders that go with the last reply', async () => {
  const note = await createAnnotation(circle.ada, await marking(circle.groupId, 'A tide'))
  const subject = { kind: 'annotation', annotationId: note.id } as const
  const top = await createComment(circle.ada, saying(circle.groupId, subject, 'Top.'))
  const reply = await createComment(circle.ben, saying(circle.groupId, subject, 'Reply.', { parentId: top.id }))
  const ada = await listening(circle.ada)
  const topLeft = await removeComment(circle.ada, { groupId: circle.groupId, commentId: top.id })
  const noteLeft = await removeAnnotation(circle.ada, { groupId: circle.groupId, annotationId: note.id })
  expect([topLeft, noteLeft]).toMatchObject([
    { deleted: true, body: '' },
    { deleted: true, body: '' },
  ])
  expect(await heardUntilMark(ada)).toEqual([about(top.id, 'comment'), about(note.id)])
  const owner = await listening(circle.owner)
  await removeComment(circle.ben, { groupId: circle.groupId, commentId: reply.id })
  const gone = { removed: true }
  expect(await heardUntilMark(owner)).toEqual([
    { ...about(reply.id, 'comment'), ...gone },
    { ...about(top.id, 'comment'), ...gone },
    { ...about(note.id), ...gone },
  ])
})

test('a stream writes what happens in one moment at once', async () => {
  const ben = await listening(circle.ben)
  const ids = Array.from({ length: 50 }, () => randomUUID())
  await db().$transaction(async (tx) => {
    for (const id of ids) await notify(tx, { groupId: circle.groupId, noun: 'comment', id, chapter: CHAPTER })
  })
  expect(await heardUntilMark(ben)).toEqual(ids.map((id) => about(id, 'comment')))
})
