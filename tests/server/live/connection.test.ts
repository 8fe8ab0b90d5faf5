import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { db } from '#server/db.ts'
import { createAnnotation } from '#server/talk/annotations.ts'
import { type Circle, createCircle, marking } from '#tests/support/circle.ts'
import type { Listening } from '#tests/support/event-stream.ts'
import { about, closeStreams, heardInGroup, listenTo } from '#tests/support/live-streams.ts'

let circle: Circle
beforeEach(async () => {
  circle = await createCircle()
})
afterEach(closeStreams)

const listening = (viewer: { userId: string }, groupId = circle.groupId) => listenTo(groupId, viewer)
const heardUntilMark = (stream: Listening, groupId = circle.groupId) => heardInGroup(groupId, stream)

const listeners = () =>
  db().$queryRaw<{ pid: number }[]>`
    SELECT pid FROM pg_stat_activity WHERE application_name = 'studycircle live' AND datname = current_database()`

test('the connection to the database is one for all streams', async () => {
  await Promise.all([listening(circle.ada), listening(circle.ben), listening(circle.owner)])
  expect(await listeners()).toHaveLength(1)
})

test('the connection to the database comes back when it is cut, and browsers are told that they may have missed something', async () => {
  const ben = await listening(circle.ben)
  const resets = () => ben.heard.filter(({ event }) => event === 'reset').length
  const before = resets()
  const [cut] = await listeners()
  await db().$executeRaw`SELECT pg_terminate_backend(${cut?.pid ?? 0}::int)`
  await vi.waitFor(() => expect(resets()).toBe(before + 1), { timeout: 40_000 })
  const note = await createAnnotation(circle.ada, await marking(circle.groupId, 'A tide'))
  expect(await heardUntilMark(ben)).toEqual([about(note.id)])
  const [now] = await listeners()
  expect(now?.pid).not.toBe(cut?.pid)
})

test('the connection to the database outlives words that it does not understand', async () => {
  const ben = await listening(circle.ben)
  await db().$executeRaw`SELECT pg_notify('studycircle', 'no JSON')`
  await db().$executeRaw`SELECT pg_notify('studycircle', '{"groupId": 1}')`
  expect(await heardUntilMark(ben)).toEqual([])
})
