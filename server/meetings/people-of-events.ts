import 'server-only'
import { randomUUID } from 'node:crypto'
import type { MeetingAction, MeetingEvent } from '#domain/live-meeting/action.ts'
import type { MeetingRun } from '#domain/live-meeting/run.ts'
import type { AboutMeeting } from '#domain/meeting.ts'
import type { Prisma } from '#server/db.ts'
import { openForNow, sealForNow } from '#server/live/process-keys.ts'

/** What tells of people alone: without them it is an event in which nothing happens, since events are numbered without gaps. */
export const OF_PEOPLE: readonly string[] = [
  ...(['turn-asked', 'turn-worded', 'turn-withdrawn', 'turn-opened', 'turn-ended', 'turn-pulled', 'turn-passed'] as const),
  ...(['gathering-answered', 'reading-opened', 'reading-given', 'reading-left', 'reading-closed'] as const),
  ...(['here-told', 'guest-added', 'role-given'] as const),
] satisfies MeetingAction['type'][]

/** An action without people, and what has to be put back into it. A to-do keeps whoever took it on. */
function parted(action: MeetingAction): { rest: MeetingAction; people: Partial<MeetingAction> } {
  if (OF_PEOPLE.includes(action.type)) return { rest: { type: 'forgotten' }, people: action }
  if (action.type === 'gathering-shown') return { rest: { ...action, personId: randomUUID() }, people: { personId: action.personId } }
  if (!('byId' in action)) return { rest: action, people: {} }
  const { byId, ...rest } = action
  return { rest, people: { byId } }
}

/** A row of `meeting_events`. */
type Row = {
  id: string
  seq: number
  actorId: string | null
  action: Prisma.InputJsonObject
  at: Date
  sealed: string | null
} & AboutMeeting

/**
 * An event as it is stored. Where the group keeps nothing of people, they are left out once the meeting has begun, and of the speaker stack always: while it
 * is live they lie beside it, sealed for as long as processes run; afterwards nowhere.
 * @param run the meeting after the event
 */
export function toRow({ at, action, ...event }: MeetingEvent, run: MeetingRun, about: AboutMeeting, keepsPeople: boolean): Row {
  const row = { ...event, ...about, at: new Date(at) }
  const isPlan = run.startedAt === null && (action.type === 'role-given' || !OF_PEOPLE.includes(action.type))
  if (keepsPeople || isPlan) return { ...row, action: action as Prisma.InputJsonObject, sealed: null }
  const { rest, people } = parted(action)
  const sealed = run.closedAt === null ? sealForNow(JSON.stringify({ actorId: event.actorId, people }), event.id) : null
  return { ...row, actorId: null, action: rest as Prisma.InputJsonObject, sealed }
}

/** A stored event with its people, where somebody can still open what is sealed of it. */
export function withPeople(event: MeetingEvent, sealed: string | null): MeetingEvent {
  const opened = sealed === null ? null : openForNow(sealed, event.id)
  if (opened === null) return event
  const { actorId, people } = JSON.parse(opened) as { actorId: string | null; people: Partial<MeetingAction> }
  return { ...event, actorId, action: { ...event.action, ...people } as MeetingAction }
}
