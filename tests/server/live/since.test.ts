import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { db } from '#server/db.ts'
import { presentMoment } from '#server/live/hub.ts'
import { Lately } from '#server/live/lately.ts'
import { createAnnotation } from '#server/talk/annotations.ts'
import { type Circle, createCircle, marking } from '#tests/support/circle.ts'
import { about, closeStreams, heardInGroup, listenSince, listenTo } from '#tests/support/live-streams.ts'

/* What a stream says first that a page opens which knows the moment that it was made at. */

let circle: Circle
beforeEach(async () => {
  circle = await createCircle()
  // From here on this process listens.
  await listenTo(circle.groupId, circle.owner)
})
afterEach(closeStreams)

const note = async (more = {}) => createAnnotation(circle.ada, await marking(circle.groupId, 'A tide', more))
/** What the process has heard by now: a stream that was open before tells. */
const heardByAll = async () => heardInGroup(circle.groupId, await listenTo(circle.groupId, circle.owner))
const resets = (stream: { heard: { event: string }[] }) => stream.heard.filter(({ event }) => event === 'reset').length

test('of what its page came with a stream says nothing', async () => {
  await note()
  await heardByAll()
  const ben = await listenSince(circle.groupId, circle.ben, presentMoment() ?? '')
  expect(await heardInGroup(circle.groupId, ben)).toEqual([])
  expect(resets(ben)).toBe(0)
})

test('what happened after its page was made is told, to those who may hear of it, and nothing of other groups', async () => {
  const other = await createCircle()
  const moment = presentMoment() ?? ''
  const [open, own] = [await note(), await note({ visibility: 'PRIVATE' })]
  await createAnnotation(other.ada, await marking(other.groupId, 'A tide'))
  const mark = await heardByAll()
  expect(mark).toEqual([])
  const [ben, ada] = [await listenSince(circle.groupId, circle.ben, moment), await listenSince(circle.groupId, circle.ada, moment)]
  const heard = async (stream: typeof ben) =>
    (await heardInGroup(circle.groupId, stream)).filter((each) => (each as { noun: string }).noun === 'annotation')
  expect(await heard(ben)).toEqual([about(open.id)])
  expect(await heard(ada)).toEqual([about(open.id), about(own.id)])
  expect(resets(ben) + resets(ada)).toBe(0)
})

test('a moment of another process, or before this one was cut off, asks for everything', async () => {
  const moment = presentMoment() ?? ''
  await db()
    .$executeRaw`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'studycircle live' AND datname = current_database()`
  await vi.waitFor(() => expect(presentMoment()?.split('.')[0]).not.toBe(moment.split('.')[0]), { timeout: 40_000 })
  for (const old of [moment, 'another.1', 'nothing', '']) {
    const ben = await listenSince(circle.groupId, circle.ben, old)
    await ben.next(({ event }) => event === 'reset')
  }
})

test('what was told too long ago is forgotten, and known to be', () => {
  const lately = new Lately()
  const [first, event] = [lately.now(), { groupId: circle.groupId, noun: 'annotation' as const, id: circle.groupId }]
  for (let n = 0; n < 10_000; n++) lately.keep(event)
  const last = lately.now()
  expect(lately.since(first)).toBe(null)
  expect(lately.since(last)).toEqual([])
  lately.keep(event)
  expect(lately.since(last)).toEqual([event])
})
