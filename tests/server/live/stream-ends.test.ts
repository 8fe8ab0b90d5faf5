import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { db } from '#server/db.ts'
import { openStream } from '#server/live/events.ts'
import { dismissFormer } from '#server/live/hub.ts'
import { notify } from '#server/live/notify.ts'
import { createAnnotation } from '#server/talk/annotations.ts'
import { type Circle, createCircle, marking } from '#tests/support/circle.ts'
import type { Listening } from '#tests/support/event-stream.ts'
import { about, closeStreams, heardInGroup, listenTo } from '#tests/support/live-streams.ts'
import { signedIn } from '#tests/support/request.ts'

let circle: Circle
beforeEach(async () => {
  circle = await createCircle()
})
afterEach(closeStreams)

const listening = (viewer: { userId: string }, groupId = circle.groupId) => listenTo(groupId, viewer)
const heardUntilMark = (stream: Listening, groupId = circle.groupId) => heardInGroup(groupId, stream)

test('a stream ends for a member who is removed, before they hear of it; the others stay', async () => {
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

test('a stream ends for a session that has ended or run out, when it is checked', async () => {
  const [ada, ben, owner] = [await listening(circle.ada), await listening(circle.ben), await listening(circle.owner)]
  await db().session.deleteMany({ where: { userId: circle.ada.userId } })
  await db().session.updateMany({ where: { userId: circle.owner.userId }, data: { expires: new Date(Date.now() - 1000) } })
  await dismissFormer()
  await Promise.all([ada.ended, owner.ended])
  expect(await heardUntilMark(ben)).toEqual([])
})

test('a stream ends when one person opens too many: the oldest gives way and is told not to come back', async () => {
  const streams: Listening[] = []
  for (let n = 0; n < 13; n++) streams.push(await listening(circle.ben))
  const [first, ...rest] = streams
  await first?.ended
  expect(first?.heard.at(-1)?.event).toBe('retired')
  for (const stream of rest) await heardUntilMark(stream)
})

test('a stream ends when the browser leaves, and nothing is kept of it', async () => {
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

test('a stream that ends while its viewer is being asked about takes no place', async () => {
  await signedIn({ id: circle.ben.userId })
  const { id: sessionId } = await db().session.findFirstOrThrow({ where: { userId: circle.ben.userId } })
  const begun = vi.fn()
  const stream = await openStream(
    { ...circle.ben, sessionId },
    {
      groupId: circle.groupId,
      request: new Request('http://localhost/'),
      allow: async () => {
        await db().session.deleteMany({ where: { userId: circle.ben.userId } })
        await dismissFormer()
      },
      begin: begun,
    },
  )
  await stream.text()
  expect(begun).not.toHaveBeenCalled()
})
