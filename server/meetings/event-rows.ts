import 'server-only'
import type { LiveEvent } from '#domain/live.ts'
import type { MeetingAction, MeetingEvent } from '#domain/live-meeting/action.ts'
import { applyEvents } from '#domain/live-meeting/apply-event.ts'
import { type MeetingRun, NEW_RUN } from '#domain/live-meeting/run.ts'
import { Prisma, type Tx } from '#server/db.ts'
import { hear } from '#server/live/hub.ts'
import { findKeys, whenKeysCome } from '#server/live/process-keys.ts'
import { withPeople } from '#server/meetings/people-of-events.ts'
import { type Slots, statement } from '#server/statement.ts'

type EventRow = {
  seq: number
  id: string
  actorId: string | null
  action: unknown
  at: Date
  hiddenAt: Date | null
  sealed: string | null
}

type About = { groupId: string; meetingId: string }

/** Most events that one answer holds. */
export const EVENTS_AT_ONCE = 1_000

/** What stands for words that facilitators hid: whoever reads the events from their beginning finds a line there, and then that it is hidden. */
export const HIDDEN_WORDS = '…'

/** An action as it may leave the database. What is stored was parsed when it came. */
export function shownAction({ action, hiddenAt }: Pick<EventRow, 'action' | 'hiddenAt'>): MeetingAction {
  const stored = action as MeetingAction
  return hiddenAt !== null && 'text' in stored ? { ...stored, text: HIDDEN_WORDS } : stored
}

/** Events as they are stored, in their order, with whatever is sealed of them while anybody can open it. */
export async function toEvents(rows: EventRow[]): Promise<MeetingEvent[]> {
  const sealed = rows.flatMap((row) => row.sealed ?? [])
  if (sealed.length > 0) {
    listenForOthers()
    await findKeys(sealed)
  }
  return rows.map(({ seq, id, actorId, at, ...row }) =>
    withPeople({ seq, id, actorId, at: at.getTime(), action: shownAction(row) }, row.sealed),
  )
}

const rowsAfter = ({ groupId, meetingId, after }: Slots<About & { after: number }>) => Prisma.sql`
  SELECT seq, id, actor_id AS "actorId", action, at, hidden_at AS "hiddenAt", sealed FROM meeting_events
  WHERE meeting_id = ${meetingId}::uuid AND group_id = ${groupId}::uuid AND seq > ${after}::int ORDER BY seq LIMIT ${EVENTS_AT_ONCE}::int`
const AFTER = statement<EventRow, About & { after: number }>(rowsAfter)

/**
 * What happened in a meeting after a number, in order.
 * @returns at most {@link EVENTS_AT_ONCE}
 */
export async function readEvents({ groupId, meetingId }: About, after: number, tx?: Tx): Promise<MeetingEvent[]> {
  if (!tx) return toEvents(await AFTER({ groupId, meetingId, after }))
  const rows = rowsAfter({ groupId: Prisma.sql`${groupId}`, meetingId: Prisma.sql`${meetingId}`, after: Prisma.sql`${after}` })
  return toEvents(await tx.$queryRaw<EventRow[]>(rows))
}

/** Everything that happened in a meeting, in order. */
export async function readAllEvents(about: About): Promise<MeetingEvent[]> {
  const all: MeetingEvent[] = []
  let events: MeetingEvent[]
  do {
    events = await readEvents(about, all.length)
    all.push(...events)
  } while (events.length === EVENTS_AT_ONCE)
  return all
}

/** Runs as this process knew them last, the latest used at the end: most meetings are not live, and a live one is asked for often. */
let known = new Map<string, MeetingRun>()
const MOST_KNOWN = 500

/** The run of a meeting as this process knows it: there may be newer events. */
export const knownRun = (meetingId: string): MeetingRun => known.get(meetingId) ?? NEW_RUN

/** The run of a meeting up to its newest event. */
export async function readRun(about: About, tx?: Tx): Promise<MeetingRun> {
  let run = knownRun(about.meetingId)
  let events: MeetingEvent[]
  do {
    events = await readEvents(about, run.seq, tx)
    run = applyEvents(run, events)
  } while (events.length === EVENTS_AT_ONCE)
  return run
}

/** Forgets what this process knew: rows that stood were changed, since somebody is named otherwise. */
export function forgetRuns(): void {
  known = new Map()
}

const forgetRenamed = (event: LiveEvent | null): void => {
  if (event === null || event.noun === 'member') forgetRuns()
}

/** What other processes tell may make what this one knows another thing. */
function listenForOthers(): void {
  hear(forgetRenamed)
  whenKeysCome(forgetRuns)
}

/**
 * Lets a run be kept that is about to be read, or made of what this process knows.
 * @returns a function that keeps it once its events are committed: in vain where runs were forgotten since this call, as it may name whom it must not
 */
export function runKeeper(meetingId: string): (run: MeetingRun) => void {
  listenForOthers()
  const runs = known
  return (run) => {
    runs.delete(meetingId)
    runs.set(meetingId, run)
    if (runs.size > MOST_KNOWN) for (const [oldest] of runs) return void runs.delete(oldest)
  }
}
