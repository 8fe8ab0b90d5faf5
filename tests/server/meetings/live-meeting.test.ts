import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { AppendEvents, type MeetingAction, type MeetingEvent } from '#domain/live-meeting/action.ts'
import { applyEvents } from '#domain/live-meeting/apply-event.ts'
import { NEW_RUN } from '#domain/live-meeting/run.ts'
import { db } from '#server/db.ts'
import { removeMember } from '#server/groups/members.ts'
import { closeHub } from '#server/live/hub.ts'
import type { Seat } from '#server/live/seat.ts'
import { follow } from '#server/meetings/live-channel.ts'
import { appendEvents, findLead, listEvents, requireRun } from '#server/meetings/live-meeting.ts'
import { createAnswer } from '#server/talk/answers.ts'
import { CHAPTER, type Circle, createCircle } from '#tests/support/circle.ts'
import { type Heard, type Listening, openMeetingStream, openStream } from '#tests/support/event-stream.ts'
import { createMeeting } from '#tests/support/factories.ts'
import { signedIn } from '#tests/support/request.ts'

let circle: Circle
let about: { groupId: string; meetingId: string }
const streams: Listening[] = []
beforeEach(async () => {
  circle = await createCircle()
  const { id } = await createMeeting({ group: { id: circle.groupId } })
  about = { groupId: circle.groupId, meetingId: id }
})
afterEach(async () => {
  for (const stream of streams.splice(0)) stream.close()
  await closeHub()
})

const sent = (...actions: MeetingAction[]) => actions.map((action) => ({ id: randomUUID(), madeAt: Date.now(), action }))
const send = (viewer: Circle['ben'], events: ReturnType<typeof sent>) => appendEvents(viewer, AppendEvents.parse({ ...about, events }))
const item = (title = 'Opening round') => ({
  id: randomUUID(),
  title,
  questionId: null,
  kind: null,
  paragraphs: [],
  minutes: 5,
  ownerId: null,
})
const line = (text: string): MeetingAction => ({
  type: 'line-written',
  lineId: randomUUID(),
  itemId: null,
  kind: 'NOTE',
  text,
  ownerId: null,
  due: null,
})
const begin = () => send(circle.owner, sent({ type: 'agenda-set', items: [item()] }, { type: 'started' }))
const refusal = (kind: string) => expect.objectContaining({ kind })

async function listening(viewer: { userId: string }, after = 0): Promise<Listening> {
  const stream = await openMeetingStream(await signedIn({ id: viewer.userId }), about, after)
  streams.push(stream)
  return stream
}
const told = (stream: Listening) => stream.heard.filter(({ event }) => event === 'happened').map(({ data }) => data as MeetingEvent)
const hears = (stream: Listening, seq: number) => stream.next(({ data }) => (data as MeetingEvent).seq === seq)

test('what many devices send at once is numbered without gaps, once each', async () => {
  await begin()
  const packs = Array.from({ length: 12 }, (_, index) => sent(line(`line ${index}`), line(`more ${index}`)))
  const answers = await Promise.all([...packs, ...packs].map((events, index) => send(index % 2 ? circle.ben : circle.owner, events)))
  expect(answers.flatMap(({ refused }) => refused)).toEqual([])
  const { events, more } = await listEvents(circle.ben, { ...about, after: 0 })
  expect(events.map(({ seq }) => seq)).toEqual(Array.from({ length: 26 }, (_, index) => index + 1))
  expect(new Set(events.map(({ id }) => id)).size).toBe(26)
  expect(more).toBe(false)
  expect(events.map(({ at }) => at)).toEqual(events.map(({ at }) => at).toSorted((a, b) => a - b))
  expect((await requireRun(circle.ben, about)).run).toEqual(applyEvents(NEW_RUN, events))
  expect((await listEvents(circle.ben, { ...about, after: 24 })).events).toEqual(events.slice(24))
})

test('what another process wrote meanwhile keeps its number, and nothing is written twice', async () => {
  await send(circle.ben, sent(line('First')))
  const [elsewhere, later] = [sent(line('Elsewhere'))[0], sent(line('Later'))]
  if (!elsewhere) throw new Error('nothing was sent')
  const row = { ...about, id: elsewhere.id, seq: 2, actorId: circle.ben.userId, at: new Date(), action: elsewhere.action as object }
  await db().meetingEvent.create({ data: row })
  for (const _ of [1, 2]) expect((await send(circle.ben, later)).events.map(({ seq }) => seq)).toEqual([3])
  expect((await listEvents(circle.ben, { ...about, after: 0 })).events.map(({ id }) => id).slice(1)).toEqual([elsewhere.id, later[0]?.id])
})

test('an answer that got lost is given again', async () => {
  const events = sent({ type: 'agenda-set', items: [item()] }, { type: 'started' })
  const first = await send(circle.owner, events)
  expect((await send(circle.owner, events)).events).toEqual(first.events)
  expect((await send(circle.owner, [...events, ...sent({ type: 'closed' })])).events.map(({ seq }) => seq)).toEqual([1, 2, 3])
})

test('members ask for the floor and write; only facilitators, or whoever facilitates today, steer', async () => {
  await begin()
  const steering = sent({ type: 'closed' }, { type: 'guest-added', guestId: randomUUID(), name: 'Ann' })
  const mixed = await send(circle.ben, [...steering, ...sent(line('Still written'))])
  expect(mixed.refused.map(({ id }) => id)).toEqual(steering.map(({ id }) => id))
  expect(mixed.events).toHaveLength(1)
  const turn = (speakerId: string): MeetingAction => ({ type: 'turn-asked', turnId: randomUUID(), speakerId, kind: 'NEW_POINT' })
  expect((await send(circle.ben, sent(turn(circle.ben.userId)))).refused).toEqual([])
  expect((await send(circle.ben, sent(turn(circle.owner.userId)))).refused).toHaveLength(1)
  expect((await send(circle.owner, sent(turn(circle.stranger.userId)))).refused).toHaveLength(1)
  const guestId = randomUUID()
  const withGuest = sent({ type: 'guest-added', guestId, name: 'Ann' }, turn(guestId))
  expect((await send(circle.owner, withGuest)).refused).toEqual([])
  await send(circle.owner, sent({ type: 'role-given', role: 'FACILITATOR', holderId: circle.ben.userId }))
  expect((await send(circle.ben, sent({ type: 'closed' }))).refused).toEqual([])
  expect((await requireRun(circle.ben, about)).run.phase).toBe('CLOSED')
})

test('strangers, other groups and cancelled meetings take nothing up', async () => {
  const other = await createCircle()
  const events = sent(line('Hello'))
  await expect(send(circle.stranger, events)).rejects.toEqual(refusal('not-found'))
  await expect(appendEvents(other.owner, { ...about, groupId: other.groupId, events })).rejects.toEqual(refusal('not-found'))
  await expect(listEvents(other.owner, { ...about, groupId: other.groupId, after: 0 })).rejects.toEqual(refusal('not-found'))
  await expect(requireRun(circle.stranger, about)).rejects.toEqual(refusal('not-found'))
  await db().meeting.update({ where: { id: about.meetingId }, data: { status: 'CANCELLED' } })
  await expect(send(circle.owner, events)).rejects.toEqual(refusal('conflict'))
})

test('an id that another meeting has used is not taken up, and tells nothing of it', async () => {
  const elsewhere = await createMeeting({ group: { id: circle.groupId } })
  const events = sent(line('There'))
  await appendEvents(circle.owner, { groupId: circle.groupId, meetingId: elsewhere.id, events })
  expect(await send(circle.owner, events)).toMatchObject({ events: [], refused: [{ id: events[0]?.id }] })
})

test('it counts from when it happened on the device, never in the future and never before what is known', async () => {
  const before = Date.now()
  const at = async (madeAt: number) => {
    const { events } = await send(circle.owner, [{ id: randomUUID(), madeAt, action: line('x') }])
    return events[0]?.at ?? 0
  }
  const offline = await at(before - 300_000)
  expect(offline).toBe(before - 300_000)
  const late = await at(before + 3_600_000)
  expect(late).toBeGreaterThanOrEqual(before)
  expect(late).toBeLessThanOrEqual(Date.now())
  expect(await at(before - 600_000)).toBe(late)
})

test('the stream carries the events themselves, to everybody who is in and from where they left off', async () => {
  await begin()
  const [fresh, late] = [await listening(circle.ben), await listening(circle.owner, 1)]
  await send(circle.ben, sent(line('Heard by all')))
  await Promise.all([hears(fresh, 3), hears(late, 3)])
  expect(told(fresh).map(({ seq }) => seq)).toEqual([1, 2, 3])
  expect(told(late).map(({ seq }) => seq)).toEqual([2, 3])
  const { events } = await listEvents(circle.ben, { ...about, after: 0 })
  expect(applyEvents(NEW_RUN, told(fresh))).toEqual(applyEvents(NEW_RUN, events))
  expect((await openMeetingStream(await signedIn({ id: circle.stranger.userId }), about)).status).toBe(404)
})

test('the stream of a meeting tells what else changes in the group; the group’s own hears that the meeting went on, and none of its words', async () => {
  const [first, second] = [
    { ...item(), paragraphs: ['1', '2'] },
    { ...item('Next'), chapter: 'tables-and-mills', questionId: 'who-computed' },
  ]
  await send(circle.owner, sent({ type: 'agenda-set', items: [first, second] }, { type: 'started' }))
  const [live, chapter] = [await listening(circle.ben), await openStream(await signedIn({ id: circle.ben.userId }), about.groupId)]
  streams.push(chapter)
  expect(await findLead(circle.ben, about)).toEqual({ title: first.title, chapter: CHAPTER, paragraph: '1', questionId: null })
  await send(circle.owner, sent(line('canary-live'), { type: 'paragraph-shown', paragraph: '2' }))
  const moved = ({ event, data }: Heard) => event === 'change' && (data as { noun: string }).noun === 'meeting-event'
  expect((await chapter.next(moved)).data).toEqual({ noun: 'meeting-event', id: about.meetingId })
  expect((await findLead(circle.ben, about)).paragraph).toBe('2')
  await send(circle.owner, sent({ type: 'item-opened', itemId: second.id }))
  expect(await findLead(circle.ben, about)).toEqual({
    title: 'Next',
    chapter: 'tables-and-mills',
    paragraph: null,
    questionId: 'who-computed',
  })
  const { groupId } = about
  await createAnswer(circle.ada, { id: randomUUID(), groupId, chapter: 'tables-and-mills', questionId: 'who-computed', body: 'Monks.' })
  await live.next(({ event, data }) => event === 'change' && (data as { noun: string }).noun === 'answer')
  await send(circle.owner, sent({ type: 'closed' }))
  expect((await findLead(circle.ben, about)).title).toBeNull()
  expect(chapter.raw()).not.toContain('canary-live')
  await expect(findLead(circle.stranger, about)).rejects.toEqual(refusal('not-found'))
})

test('a stream that comes back while others are being told misses nothing, and hears nothing twice', async () => {
  await begin()
  await send(circle.ben, sent(line('Heard by all')))
  // Held, so that what is said to it stays to be looked at.
  const sitting = (): Seat => {
    const stream = { ...circle.ben, accountId: circle.ben.userId, groupId: about.groupId, write: () => {}, end: () => {} }
    return { stream, waiting: '', holds: 1, writtenAt: 0, turn: 0 }
  }
  const [known, back] = [sitting(), sitting()]
  const stays = follow(about, known, 2)
  const isTold = stays.catchUp()
  // Its read has begun, behind what the other one has had.
  await Promise.resolve()
  const comes = follow(about, back, 0)
  await Promise.all([isTold, comes.catchUp()])
  const numbers = ({ waiting }: Seat) => [...waiting.matchAll(/^id: (\d+)$/gm)].map(([, seq]) => Number(seq))
  expect([numbers(known), numbers(back)]).toEqual([[3], [1, 2, 3]])
  for (const { leave } of [stays, comes]) leave()
})

test('words of a new member whose first posts wait are refused, also where nothing else has to be asked', async () => {
  await begin()
  const where = { groupId_userId: { groupId: circle.groupId, userId: circle.ben.userId } }
  await db().readingGroup.update({ where: { id: circle.groupId }, data: { holdsFirst: 1 } })
  await db().membership.update({ where, data: { toApprove: 1 } })
  expect((await send(circle.ben, sent(line('First words')))).refused).toHaveLength(1)
  expect((await send(circle.owner, sent(line('Trusted words')))).refused).toEqual([])
})

test('what is too long for a notification is read, and so is what none told of', async () => {
  await begin()
  const stream = await listening(circle.ben)
  await send(
    circle.owner,
    [...'abcd'].flatMap((letter) => sent(line(letter.repeat(2_000)))),
  )
  await hears(stream, 6)
  const action = line('Told of by nobody')
  await db().meetingEvent.create({ data: { ...about, id: randomUUID(), seq: 7, actorId: circle.owner.userId, action, at: new Date() } })
  await send(circle.owner, sent(line('Told of')))
  await hears(stream, 8)
  expect(told(stream).map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5, 6, 7, 8])
})

test('whoever is put out hears nothing that is said afterwards', async () => {
  await begin()
  const [stays, goes] = [await listening(circle.owner), await listening(circle.ben)]
  await hears(goes, 2)
  await removeMember(circle.owner, { groupId: circle.groupId, userId: circle.ben.userId, words: 'keep', withdrawLinks: false })
  await send(circle.owner, sent(line('Without Ben')))
  await hears(stays, 3)
  await goes.ended
  expect(told(goes).map(({ seq }) => seq)).toEqual([1, 2])
})

test('what cannot be an action is refused at the door', () => {
  const parse = (action: unknown) => AppendEvents.safeParse({ ...about, events: [{ id: randomUUID(), madeAt: 0, action }] }).success
  expect(parse(line('fine'))).toBe(true)
  expect(parse({ ...line('x'), text: 'x'.repeat(2_001) })).toBe(false)
  expect(parse({ ...line('x'), extra: 1 })).toBe(false)
  expect(parse({ type: 'item-opened', itemId: 'nothing' })).toBe(false)
  expect(parse({ type: 'unheard-of' })).toBe(false)
})
