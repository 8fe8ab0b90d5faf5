import 'server-only'
import { randomUUID } from 'node:crypto'
import {
  type AppendEvents,
  type ListEvents,
  type MeetingAction,
  type MeetingEvent,
  MOST_EVENTS,
  type RefusedAction,
} from '#domain/live-meeting/action.ts'
import { applyEvent } from '#domain/live-meeting/apply-event.ts'
import { type Lead, leadOf } from '#domain/live-meeting/lead.ts'
import { mayAct } from '#domain/live-meeting/may-act.ts'
import { heardIn } from '#domain/live-meeting/people.ts'
import type { MeetingRun } from '#domain/live-meeting/run.ts'
import type { AboutMeeting } from '#domain/meeting.ts'
import { notFound, Problem, type Sentence, say } from '#domain/problem.ts'
import { accountOf, type Viewer } from '#domain/viewer.ts'
import { type Belonging, requireMember } from '#server/access.ts'
import { db, Prisma, type Tx } from '#server/db.ts'
import { inWords } from '#server/in-words.ts'
import { notify } from '#server/live/notify.ts'
import { appendQuickly } from '#server/meetings/append-quickly.ts'
import { EVENTS_AT_ONCE, forgetRuns, knownRun, readEvents, readRun, runKeeper, toEvents } from '#server/meetings/event-rows.ts'
import { forgetPeople, keepsPeople } from '#server/meetings/forget-people.ts'
import { asClosed } from '#server/meetings/kept-turns.ts'
import { toldOf } from '#server/meetings/live-channel.ts'
import { membersNamed, namedIn } from '#server/meetings/people-named.ts'
import { toRow } from '#server/meetings/people-of-events.ts'
import { tickHeard } from '#server/meetings/tick-heard.ts'
import { takePoint } from '#server/rate-limit.ts'
import { statement } from '#server/statement.ts'

/** What is new for a device. `now` is the server's clock, in milliseconds since 1970; `more` says that there are more events. */
export type LiveNews = { events: MeetingEvent[]; now: number; more: boolean }

/**
 * What happened in a meeting after a number.
 * @throws Problem `not-found`
 */
export async function listEvents(viewer: Viewer, { groupId, meetingId, after }: ListEvents): Promise<LiveNews> {
  await requireMeetingOf(viewer, { groupId, meetingId })
  const events = await readEvents({ groupId, meetingId }, after)
  return { events, now: Date.now(), more: events.length === EVENTS_AT_ONCE }
}

/** A meeting as it stands, with the server's clock. */
export async function requireRun(viewer: Viewer, { groupId, meetingId }: AboutMeeting): Promise<{ run: MeetingRun; now: number }> {
  await requireMeetingOf(viewer, { groupId, meetingId })
  const keep = runKeeper(meetingId)
  const run = await readRun({ groupId, meetingId })
  keep(run)
  return { run, now: Date.now() }
}

/** Where in the text a meeting is. @throws Problem `not-found` */
export async function findLead(viewer: Viewer, about: AboutMeeting): Promise<Lead> {
  const { run } = await requireRun(viewer, about)
  const where = { id: about.meetingId, groupId: about.groupId }
  const { chapter } = await db().meeting.findFirstOrThrow({ where, select: { chapter: true } })
  return leadOf(run, chapter)
}

const MEETING = statement<unknown, AboutMeeting>(
  ({ groupId, meetingId }) => Prisma.sql`SELECT 1 FROM meetings WHERE id = ${meetingId}::uuid AND group_id = ${groupId}::uuid`,
)

/**
 * Lets pass who belongs to the group of a meeting.
 * @throws Problem `not-found`
 */
export async function requireMeetingOf(viewer: Viewer, { groupId, meetingId }: AboutMeeting): Promise<void> {
  await requireMember(viewer, groupId)
  const found = await MEETING({ groupId, meetingId })
  if (found.length === 0) throw notFound()
}

/**
 * Takes up what happened on a device, in its order, and numbers it. Sending it again changes nothing.
 * @returns everything of it that is in the meeting now, and what was refused and why: one refusal does not hold up the rest
 * @throws Problem `not-found`; `conflict` for a meeting that is cancelled or full
 */
export async function appendEvents(viewer: Viewer, input: AppendEvents): Promise<LiveNews & { refused: RefusedAction[] }> {
  const member = await requireMember(viewer, input.groupId)
  const { meetingId, events } = input
  // Each counts as if it had come alone; the door has counted the first.
  if (events.length > 1) await takePoint('live', accountOf(viewer), events.length - 1)
  const keep = runKeeper(meetingId)
  const quick = await appendKnown(member, input)
  const done =
    quick ??
    (await db().$transaction(async (tx) => {
      const status = await lock(tx, member.groupId, meetingId)
      if (status === 'CANCELLED') throw new Problem('conflict', say('sessionCancelled'))
      return append(tx, member, input)
    }))
  if (done.isForgotten) forgetRuns()
  else keep(done.run)
  return { events: done.events, refused: done.refused, now: Date.now(), more: false }
}

/** `isForgotten`: who did it is kept no more, so the run is not either. */
type Appended = { events: MeetingEvent[]; refused: RefusedAction[]; run: MeetingRun; isForgotten: boolean }

/** What nobody has to be asked about, and nobody else is told of: it is numbered behind what this process knows, where that is all. */
async function appendKnown(
  { groupId, userId, role, waits, keepsPeople }: Belonging,
  { meetingId, events: sent }: AppendEvents,
): Promise<Appended | null> {
  const before = knownRun(meetingId)
  let run = before
  const [events, rows]: [MeetingEvent[], ReturnType<typeof toRow>[]] = [[], []]
  for (const { id, madeAt, action } of sent) {
    if ((waits && 'text' in action) || namedIn(action).length > 0 || reasonToRefuse(run, { userId, role }, action, new Set())) return null
    const event = numbered(run, { id, madeAt, action }, userId)
    run = applyEvent(run, event)
    events.push(event)
    rows.push(toRow(event, run, { groupId, meetingId }, keepsPeople))
  }
  if (run.closedAt !== null || run.startedAt !== before.startedAt || run.closedAt !== before.closedAt) return null
  return (await appendQuickly({ groupId, meetingId }, rows, toldOf({ groupId, meetingId }, events, keepsPeople)))
    ? { events, refused: [], run, isForgotten: false }
    : null
}

/** It counts from when it happened, but never before what is already known nor in the future. */
function numbered(run: MeetingRun, { id, madeAt, action }: AppendEvents['events'][number], actorId: string): MeetingEvent {
  return { seq: run.seq + 1, id, actorId, at: Math.max(run.at, Math.min(madeAt, Date.now())), action }
}

/** Events of one meeting come one after the other: without the lock two could take the same number, or be seen out of order. */
async function lock(tx: Tx, groupId: string, meetingId: string): Promise<string> {
  const [row] = await tx.$queryRaw<{ status: string }[]>`
    SELECT status::text FROM meetings WHERE id = ${meetingId}::uuid AND group_id = ${groupId}::uuid FOR UPDATE`
  if (!row) throw notFound()
  return row.status
}

async function append(tx: Tx, member: Belonging, { meetingId, events: sent }: AppendEvents): Promise<Appended> {
  const { groupId, userId, role, keepsPeople } = member
  const ids = sent.map(({ id }) => id)
  const taken = await tx.meetingEvent.findMany({ where: { id: { in: ids } } })
  const here = taken.filter((row) => row.groupId === groupId && row.meetingId === meetingId)
  const repeated = new Map((await toEvents(here)).map((event) => [event.id, event]))
  const members = await membersNamed(
    tx,
    groupId,
    sent.map(({ action }) => action),
  )
  const before = await readRun({ groupId, meetingId }, tx)
  let run = before
  const [events, fresh, refused]: [MeetingEvent[], MeetingEvent[], RefusedAction[]] = [[], [], []]
  const heard = new Set<string>()
  const data: ReturnType<typeof toRow>[] = []
  for (const { id, madeAt, action } of sent) {
    const known = repeated.get(id)
    if (known || fresh.some((event) => event.id === id)) {
      if (known) events.push(known)
      continue
    }
    const isTaken = taken.some((row) => row.id === id)
    const isHeld = member.waits && 'text' in action
    const reason = isTaken
      ? say('eventNotTaken')
      : isHeld
        ? say('firstWordsTogether')
        : reasonToRefuse(run, { userId, role }, action, members)
    if (reason) {
      refused.push({ id, title: inWords(reason) })
      continue
    }
    const event = numbered(run, { id, madeAt, action: await asClosed(tx, groupId, action) }, userId)
    if (action.type === 'closed') for (const person of heardIn(run)) heard.add(person)
    run = applyEvent(run, event)
    fresh.push(event)
    data.push(toRow(event, run, { groupId, meetingId }, keepsPeople))
  }
  // Also what a device sends late, which had no network when the session was closed.
  const isForgotten = fresh.length > 0 && run.closedAt !== null && !keepsPeople
  if (fresh.length > 0) {
    await tx.meetingEvent.createMany({ data })
    if (run.startedAt !== before.startedAt || run.closedAt !== before.closedAt) await tellPhase(tx, groupId, meetingId, run)
    await notify(tx, toldOf({ groupId, meetingId }, fresh, keepsPeople))
  }
  if (isForgotten) await forgetPeople(tx, { groupId, meetingId })
  else if (heard.size > 0) await tickHeard(tx, { groupId, meetingId }, [...heard])
  return { events: [...events, ...fresh].sort((a, b) => a.seq - b.seq), refused, run, isForgotten }
}

/**
 * Writes down what the server says of a meeting, in nobody's name: facilitators hid a line, or brought one back; somebody is there.
 * @throws Problem `not-found`
 */
export async function appendByServer(tx: Tx, { groupId, meetingId }: AboutMeeting, action: MeetingAction): Promise<void> {
  await lock(tx, groupId, meetingId)
  const run = await readRun({ groupId, meetingId }, tx)
  const { seq, at } = run
  const event = { id: randomUUID(), seq: seq + 1, actorId: null, at: Math.max(at, Date.now()), action }
  await tx.meetingEvent.create({ data: toRow(event, run, { groupId, meetingId }, await keepsPeople(tx, groupId)) })
  await notify(tx, { groupId, noun: 'meeting-event', id: meetingId, seq: seq + 1 })
}

/** The group's lists show which meeting is live. */
async function tellPhase(tx: Tx, groupId: string, id: string, { startedAt, closedAt }: MeetingRun): Promise<void> {
  const asDate = (at: number | null) => (at === null ? null : new Date(at))
  const { updatedAt } = await tx.meeting.findFirstOrThrow({ where: { id, groupId }, select: { updatedAt: true } })
  // `updatedAt` is the calendar's LAST-MODIFIED: it tells of time and place.
  const data = { startedAt: asDate(startedAt), closedAt: asDate(closedAt), updatedAt }
  await tx.meeting.updateMany({ where: { id, groupId }, data })
  await notify(tx, { groupId, noun: 'meeting', id })
}

function reasonToRefuse(
  run: MeetingRun,
  actor: Parameters<typeof mayAct>[1],
  action: MeetingAction,
  members: Set<string>,
): Sentence | null {
  if (run.seq >= MOST_EVENTS) return say('sessionFull')
  if (!mayAct(run, actor, action)) return say('onlyFacilitatorSteers')
  const known = (id: string) => members.has(id) || id in run.guests
  return namedIn(action).every(known) ? null : say('personNotInGroup')
}
