import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { db } from '#server/db.ts'
import { closeHub, dismissFormer } from '#server/live/hub.ts'
import { notify } from '#server/live/notify.ts'
import { createAnnotation, removeAnnotation, updateAnnotation } from '#server/talk/annotations.ts'
import { createComment, removeComment } from '#server/talk/comments.ts'
import { CHAPTER, type Circle, createCircle, marking, saying } from '#tests/support/circle.ts'
import { type Heard, type Listening, openStream } from '#tests/support/event-stream.ts'
import { signedIn, signedOut } from '#tests/support/request.ts'

let circle: Circle
const open: Listening[] = []
beforeEach(async () => {
  circle = await createCircle()
})
afterEach(async () => {
  for (const stream of open.splice(0)) stream.close()
  await closeHub()
})

/** Opens a stream that is heard: listening has begun. */
async function listening(viewer: { userId: string }, groupId = circle.groupId): Promise<Listening> {
  const stream = await openStream(await signedIn({ id: viewer.userId }), groupId)
  open.push(stream)
  if (stream.status !== 200) return stream
  await stream.next(({ event }) => event === 'reset')
  return stream
}

/** What was heard up to a mark that is set now: whatever was told earlier comes before it. */
async function heardUntilMark(stream: Listening, groupId = circle.groupId): Promise<unknown[]> {
  const id = randomUUID()
  await db().$transaction((tx) => notify(tx, { groupId, noun: 'meeting', id }))
  const isMark = ({ data }: Heard) => (data as { id?: string }).id === id
  await stream.next(isMark)
  return stream.heard
    .filter(({ event }) => event === 'change')
    .slice(0, -1)
    .map(({ data }) => data)
}

const about = (id: string, noun = 'annotation') => ({ noun, id, chapter: CHAPTER })
const mine = ({ data }: Heard) => data

describe('a stream', () => {
  test('is a stream that no proxy keeps or packs', async () => {
    const stream = await listening(circle.ben)
    expect(stream.headers.get('content-type')).toBe('text/event-stream; charset=utf-8')
    expect(stream.headers.get('cache-control')).toBe('no-cache, no-transform')
    expect(stream.headers.get('x-accel-buffering')).toBe('no')
    expect(stream.raw()).toMatch(/^retry: 2000\n\n/)
  })

  test('is for members only', async () => {
    expect((await openStream(await signedIn({ id: circle.stranger.userId }), circle.groupId)).status).toBe(404)
    expect((await openStream(signedOut(), circle.groupId)).status).toBe(401)
    expect((await openStream(await signedIn({ id: circle.ben.userId }), 'no-group')).status).toBe(400)
  })

  test('tells every member where something changed, and never what', async () => {
    const [ben, ada] = [await listening(circle.ben), await listening(circle.ada)]
    const note = await createAnnotation(circle.ada, await marking(circle.groupId, 'A tide', { body: 'These words.' }))
    const subject = { kind: 'annotation', annotationId: note.id } as const
    const comment = await createComment(circle.owner, saying(circle.groupId, subject, 'Those words.'))
    const expected = [about(note.id), about(comment.id, 'comment')]
    expect(await heardUntilMark(ben)).toEqual(expected)
    expect(await heardUntilMark(ada)).toEqual(expect.arrayContaining(expected))
    expect(ben.raw()).not.toMatch(/words/)
  })

  test('hears nothing of what was rolled back, nor before it is committed', async () => {
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

  test('hears nothing of other groups', async () => {
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
    expect(ben.heard.map(mine)).toEqual(expect.arrayContaining([about(id), about(comment.id, 'comment')]))
    const before = ben.heard.length
    await updateAnnotation(circle.ada, { groupId: circle.groupId, annotationId: id, version: 2, body: '', visibility: 'PRIVATE' })
    await heardUntilMark(ben)
    expect(ben.heard.slice(before).map(mine)).toContainEqual(about(id))
    await removeAnnotation(circle.ada, { groupId: circle.groupId, annotationId: id })
    const after = ben.heard.length
    await heardUntilMark(ben)
    expect(ben.heard).toHaveLength(after + 1)
  })

  test('hears what leaves a placeholder, and of the placeholders that go with the last reply', async () => {
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

  test('writes what happens in one moment at once', async () => {
    const ben = await listening(circle.ben)
    const ids = Array.from({ length: 50 }, () => randomUUID())
    await db().$transaction(async (tx) => {
      for (const id of ids) await notify(tx, { groupId: circle.groupId, noun: 'comment', id, chapter: CHAPTER })
    })
    expect(await heardUntilMark(ben)).toEqual(ids.map((id) => about(id, 'comment')))
  })
})

describe('a stream ends', () => {
  test('for a member who is removed, before they hear of it; the others stay', async () => {
    const [ada, ben] = [await listening(circle.ada), await listening(circle.ben)]
    const { groupId } = circle
    await db().$transaction(async (tx) => {
      await tx.membership.delete({ where: { groupId_userId: { groupId, userId: circle.ada.userId } } })
      await notify(tx, { groupId, noun: 'member', id: circle.ada.userId })
    })
    const note = await createAnnotation(circle.ben, await marking(groupId, 'A tide'))
    await ada.ended
    expect(ada.heard.filter(({ event }) => event === 'change')).toEqual([])
    expect(await heardUntilMark(ben)).toContainEqual(about(note.id))
    expect((await listening(circle.ada)).status).toBe(404)
  })

  test('for a session that has ended or run out, when it is checked', async () => {
    const [ada, ben, owner] = [await listening(circle.ada), await listening(circle.ben), await listening(circle.owner)]
    await db().session.deleteMany({ where: { userId: circle.ada.userId } })
    await db().session.updateMany({ where: { userId: circle.owner.userId }, data: { expires: new Date(Date.now() - 1000) } })
    await dismissFormer()
    await Promise.all([ada.ended, owner.ended])
    expect(await heardUntilMark(ben)).toEqual([])
  })

  test('when one person opens too many: the oldest gives way and is told not to come back', async () => {
    const streams: Listening[] = []
    for (let n = 0; n < 13; n++) streams.push(await listening(circle.ben))
    const [first, ...rest] = streams
    await first?.ended
    expect(first?.heard.at(-1)?.event).toBe('retired')
    for (const stream of rest) await heardUntilMark(stream)
  })

  test('when the browser leaves, and nothing is kept of it', async () => {
    const [ada, ben] = [await listening(circle.ada), await listening(circle.ben)]
    ben.close()
    await ben.ended
    await createAnnotation(circle.ada, await marking(circle.groupId, 'A tide'))
    // This process has heard of it: whoever comes now does not.
    await heardUntilMark(ada)
    const owner = await listening(circle.owner)
    expect(await heardUntilMark(owner)).toEqual([])
    expect(ben.heard.filter(({ event }) => event === 'change')).toEqual([])
  })
})

describe('the connection to the database', () => {
  const listeners = () =>
    db().$queryRaw<{ pid: number }[]>`
      SELECT pid FROM pg_stat_activity WHERE application_name = 'studycircle live' AND datname = current_database()`

  test('is one for all streams', async () => {
    await Promise.all([listening(circle.ada), listening(circle.ben), listening(circle.owner)])
    expect(await listeners()).toHaveLength(1)
  })

  test('comes back when it is cut, and browsers are told that they may have missed something', async () => {
    const ben = await listening(circle.ben)
    const resets = () => ben.heard.filter(({ event }) => event === 'reset').length
    const before = resets()
    const [cut] = await listeners()
    await db().$executeRaw`SELECT pg_terminate_backend(${cut?.pid ?? 0}::int)`
    await vi.waitFor(() => expect(resets()).toBe(before + 1), { timeout: 10_000 })
    const note = await createAnnotation(circle.ada, await marking(circle.groupId, 'A tide'))
    expect(await heardUntilMark(ben)).toEqual([about(note.id)])
    const [now] = await listeners()
    expect(now?.pid).not.toBe(cut?.pid)
  })

  test('outlives words that it does not understand', async () => {
    const ben = await listening(circle.ben)
    await db().$executeRaw`SELECT pg_notify('studycircle', 'no JSON')`
    await db().$executeRaw`SELECT pg_notify('studycircle', '{"groupId": 1}')`
    expect(await heardUntilMark(ben)).toEqual([])
  })
})
