import { randomUUID } from 'node:crypto'
import { expect, test, vi } from 'vitest'
import { OfflineError } from '#client/http.ts'
import { createMeetingFeed, type FeedPort, type Pending } from '#client/meeting-feed.ts'
import { AppendEvents, type MeetingAction } from '#domain/live-meeting/action.ts'
import type { Viewer } from '#domain/viewer.ts'
import { appendEvents, listEvents, requireRun } from '#server/meetings/live-meeting.ts'
import { createCircle } from '#tests/support/circle.ts'
import { createMeeting } from '#tests/support/factories.ts'

type About = { groupId: string; meetingId: string }
type Network = { up: boolean; loses: () => boolean }

/** A device on the real server, over a network that can be down or lose answers, with a clock that may be wrong. */
function deviceOf(viewer: Viewer, about: About, initial: Awaited<ReturnType<typeof requireRun>>, skew = 0) {
  const network: Network = { up: true, loses: () => false }
  let stored: Pending[] = []
  let left: ReturnType<FeedPort['findState']> = null
  const overNetwork = async <Answer>(ask: () => Promise<Answer>): Promise<Answer> => {
    if (!network.up) throw new OfflineError()
    const answer = await ask()
    if (network.loses()) throw new OfflineError()
    return answer
  }
  const port: FeedPort = {
    send: (events) => overNetwork(() => appendEvents(viewer, AppendEvents.parse({ ...about, events }))),
    fetchAfter: (after) => overNetwork(() => listEvents(viewer, { ...about, after })),
    find: () => stored,
    keep: (pending) => {
      stored = pending
    },
    findState: () => left,
    ticks: () => performance.now() + skew,
  }
  const open = (from = initial) => createMeetingFeed(from, viewer.userId, port)
  const reload = (feed: ReturnType<typeof open>) => {
    left = { run: feed.confirmed(), now: feed.now() }
    return open()
  }
  return { network, feed: open(), reopen: open, reload, stored: () => stored }
}

async function makeMeeting() {
  const circle = await createCircle()
  const { id: meetingId } = await createMeeting({ group: { id: circle.groupId } })
  const about = { groupId: circle.groupId, meetingId }
  return { about, circle, initial: await requireRun(circle.owner, about) }
}

const item = () => ({ id: randomUUID(), title: 'An item', questionId: null, kind: null, paragraphs: [], minutes: 5, ownerId: null })
const line = (text: string): MeetingAction => ({
  type: 'line-written',
  lineId: randomUUID(),
  itemId: null,
  kind: 'NOTE',
  text,
  ownerId: null,
  due: null,
})

test('loaded again without a network, a page stands as it was left, and goes on from there', async () => {
  const { about, circle, initial } = await makeMeeting()
  const { feed, network, reload } = deviceOf(circle.owner, about, initial)
  feed.act({ type: 'agenda-set', items: [item()] }, { type: 'started' }, line('Heard before.'))
  await feed.flush()
  network.up = false
  feed.act(line('Written alone.'))
  await feed.flush()
  feed.stop()
  // What the page came with knows of none of it.
  const again = reload(feed)
  again.start()
  const texts = () => again.snapshot().run.lines.map(({ text }) => text)
  expect(texts()).toEqual(['Heard before.', 'Written alone.'])
  network.up = true
  // A try that began without the network may still be under way.
  await vi.waitFor(async () => {
    await again.flush()
    expect(again.snapshot().waiting).toBe(0)
  })
  expect((await requireRun(circle.ben, about)).run.lines.map(({ text }) => text)).toEqual(texts())
})

test('a device alone gives the same as the server, and both come together without loss or doubles', async () => {
  const { about, circle, initial } = await makeMeeting()
  const [olga, ben] = [deviceOf(circle.owner, about, initial), deviceOf(circle.ben, about, initial)]
  const [first, second] = [item(), item()]
  olga.feed.act({ type: 'agenda-set', items: [first, second] }, { type: 'started' })
  await olga.feed.flush()
  await ben.feed.fillGap()
  olga.network.up = false
  ben.network.up = false
  olga.feed.act({ type: 'item-opened', itemId: second.id }, line('Written by Olga alone'))
  ben.feed.act({ type: 'turn-asked', turnId: randomUUID(), speakerId: circle.ben.userId, kind: 'NEW_POINT' }, line('Written by Ben alone'))
  expect(olga.feed.snapshot()).toMatchObject({ waiting: 2, run: { currentId: second.id, lines: [{ text: 'Written by Olga alone' }] } })
  expect(ben.feed.snapshot().run.waiting).toHaveLength(1)
  await Promise.all([olga.feed.flush(), ben.feed.flush()])
  expect(ben.feed.snapshot().connected).toBe(false)
  // The page is opened anew while the network is still away.
  const again = ben.reopen(initial)
  again.start()
  expect(again.snapshot().run.lines).toMatchObject([{ text: 'Written by Ben alone' }])
  olga.network.up = true
  ben.network.up = true
  await olga.feed.flush()
  await again.flush()
  await Promise.all([olga.feed.fillGap(), again.fillGap()])
  const { run } = await requireRun(circle.owner, about)
  expect(olga.feed.snapshot()).toMatchObject({ run, waiting: 0 })
  expect(again.snapshot()).toMatchObject({ run, waiting: 0 })
  expect(run.lines.map(({ text }) => text).toSorted()).toEqual(['Written by Ben alone', 'Written by Olga alone'])
  expect(ben.stored()).toEqual([])
  for (const each of [olga.feed, ben.feed, again]) each.stop()
})

test('whatever is lost on the way and in whatever order it arrives, every device ends with what the server has', async () => {
  const { about, circle, initial } = await makeMeeting()
  const devices = [circle.owner, circle.ada, circle.ben].map((viewer) => deviceOf(viewer, about, initial))
  let seed = 7
  const random = () => {
    seed = (seed * 16_807) % 2_147_483_647
    return seed / 2_147_483_647
  }
  const items = [item(), item(), item()]
  devices[0]?.feed.act({ type: 'agenda-set', items }, { type: 'started' })
  for (const { network } of devices) network.loses = () => random() < 0.4
  const written: string[] = []
  for (let round = 0; round < 60; round++) {
    const device = devices[Math.floor(random() * devices.length)]
    if (!device) continue
    device.network.up = random() < 0.7
    const text = `round ${round}`
    written.push(text)
    const steers = device === devices[0]
    device.feed.act(
      line(text),
      ...(steers && round % 5 === 0 ? [{ type: 'item-opened', itemId: items[round % 3]?.id ?? '' } as const] : []),
    )
    await device.feed.flush()
    // Some of what the server has reaches another device out of order, and twice.
    const other = devices[round % devices.length]
    const { events } = await listEvents(circle.owner, { ...about, after: 0 })
    for (const event of [...events.slice(-3).reverse(), ...events.slice(-2)]) other?.feed.receive(event)
  }
  for (const { network, feed } of devices) {
    network.up = true
    network.loses = () => false
    await feed.flush()
  }
  for (const { feed } of devices) {
    await feed.fillGap()
    await feed.fillGap()
  }
  const { run } = await requireRun(circle.owner, about)
  expect(run.lines.map(({ text }) => text).toSorted()).toEqual(written.toSorted())
  for (const { feed } of devices) {
    expect(feed.snapshot()).toMatchObject({ waiting: 0 })
    expect(feed.snapshot().run).toEqual(run)
    feed.stop()
  }
})

test('what the server refuses goes, with its sentence, and the rest stays', async () => {
  const { about, circle, initial } = await makeMeeting()
  const { feed } = deviceOf(circle.ben, about, initial)
  feed.act({ type: 'stack-paused', paused: true }, line('Mine'))
  expect(feed.snapshot().run.stackPaused).toBe(true)
  await feed.flush()
  expect(feed.snapshot()).toMatchObject({ waiting: 0, run: { stackPaused: false, lines: [{ text: 'Mine' }] } })
  expect(feed.snapshot().message).toBe('Only this session’s facilitator can do that.')
  feed.stop()
})

test('a device whose own clock is wrong, or jumps, knows the server’s', async () => {
  const { about, circle, initial } = await makeMeeting()
  const { feed } = deviceOf(circle.ben, about, initial, 5_000_000)
  const asked = Date.now()
  await feed.setClock()
  // The server's time was taken somewhere between the question and the answer.
  const error = Math.abs(feed.now() - Date.now())
  expect(error).toBeLessThanOrEqual(Date.now() - asked + 1)
  feed.stop()
})

test('a slow answer does not put a clock wrong that is known well; after a sleep the newer counts', async () => {
  const { initial } = await makeMeeting()
  // Answers take `there` and `back`; the server's clock is the true time, from which the device's own parts while it sleeps.
  let [real, slept, there, back] = [1_000_000, 0, 10, 10]
  const news = async () => {
    real += there
    const told = real
    real += back
    return { events: [], now: told, more: false }
  }
  const port: FeedPort = {
    ...{ send: () => Promise.reject(new OfflineError()), fetchAfter: news, find: () => [], keep: () => {}, findState: () => null },
    ticks: () => real - slept,
  }
  const feed = createMeetingFeed(initial, 'ben', port)
  const error = () => Math.abs(feed.now() - real)
  await feed.setClock()
  expect(error()).toBe(0)
  there = 900
  real += 120_000
  await feed.fillGap()
  expect(error()).toBe(0)
  // Known no better by then, it asks again until an answer is quick, and keeps the best.
  let asked = 0
  port.fetchAfter = () => {
    asked += 1
    there = asked < 3 ? 900 : 30
    return news()
  }
  slept += 40_000
  expect(error()).toBe(40_000)
  await feed.setClock()
  expect(error()).toBeLessThanOrEqual(20)
  expect(asked).toBe(3)
  // It slept, and nothing else said so.
  slept += 40_000
  await feed.fillGap()
  expect(error()).toBeLessThanOrEqual(20)
})
