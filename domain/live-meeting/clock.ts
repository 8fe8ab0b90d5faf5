import type { RunItem } from '#domain/live-meeting/action.ts'
import type { MeetingRun } from '#domain/live-meeting/run.ts'

const MINUTE = 60_000

/** Where a running meeting stands in time; milliseconds. Negative is over time. */
export type MeetingClock = {
  /** Left of the current item. */
  itemLeft: number
  /** Left until the meeting's length, counted from when it really began. */
  meetingLeft: number
  /** How much later than that it ends if everything from here on takes what it was given; negative is early. */
  late: number
}

/**
 * @param now by the server's clock
 * @param minutes how long the meeting is meant to be
 * @returns null unless it runs
 */
export function meetingClock(run: MeetingRun, minutes: number, now: number): MeetingClock | null {
  const { startedAt, currentId, phase } = run
  const at = run.items.findIndex(({ id }) => id === currentId)
  const current = run.items[at]
  if (phase !== 'RUNNING' || startedAt === null || !current) return null
  const itemLeft = current.minutes * MINUTE - timeSpent(run, current.id, now)
  const meetingLeft = startedAt + minutes * MINUTE - now
  const toCome = run.items.slice(at + 1).reduce((sum, item) => sum + item.minutes * MINUTE, 0)
  return { itemLeft, meetingLeft, late: Math.max(itemLeft, 0) + toCome - meetingLeft }
}

/** How long an item has been open, up to now. */
export function timeSpent({ spent, currentId, openedAt }: MeetingRun, itemId: string, now: number): number {
  return (spent[itemId] ?? 0) + (itemId === currentId && openedAt !== null ? Math.max(0, now - openedAt) : 0)
}

/** The items around the current one. */
export function neighbours(run: MeetingRun): { current?: RunItem; previous?: RunItem; next?: RunItem } {
  const at = run.items.findIndex(({ id }) => id === run.currentId)
  const [current, previous, next] = [run.items[at], run.items[at - 1], run.items[at + 1]]
  return { ...(current && { current }), ...(previous && { previous }), ...(next && { next }) }
}

/** Minutes of all items: an agenda adds up when they are the meeting's. */
export const agendaMinutes = ({ items }: Pick<MeetingRun, 'items'>): number => items.reduce((sum, { minutes }) => sum + minutes, 0)
