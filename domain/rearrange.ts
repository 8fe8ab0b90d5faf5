import type { Later, Rearrangement } from '#domain/meeting.ts'
import { daysBetween, resolveWallClock, shiftDays } from '#domain/schedule.ts'
import { wallClock } from '#domain/wall-clock.ts'

/** A meeting as far as its place in the plan goes; `chapters` has one at least. `startsAt` is ISO 8601 in UTC. */
export type PlannedItem = {
  id: string
  chapters: string[]
  startsAt: string
  timeZone: string
  minutes: number
  place: string
  /** Taken into the one before it. */
  merged: boolean
}

/** Days until the next meeting where the plan says nothing else. */
const WEEK = 7

/**
 * The plan after a change. Whoever has the same plan gets the same, on the server and in a preview.
 * @param plan the meetings that take place and have not begun, earliest first
 * @returns those that differ and the new one, earliest first; none when the change finds nothing to change
 */
export function rearrange(plan: readonly PlannedItem[], change: Rearrangement): PlannedItem[] {
  const after = applied(plan, change)
  const before = new Map(plan.map((item) => [item.id, item]))
  return after.filter((item) => JSON.stringify(item) !== JSON.stringify(before.get(item.id))).sort(byTime)
}

/**
 * The meetings after one that is moved, each moved by as many days at its own time of day.
 * @param from when the moved one was, and `to` when it is now; ISO 8601
 */
export function shiftLater<Item extends Pick<PlannedItem, 'id' | 'startsAt' | 'timeZone'>>(
  plan: readonly Item[],
  moved: { id: string; timeZone: string; from: string; to: string },
): Item[] {
  const days = daysBetween(wallClock(moved.from, moved.timeZone).date, wallClock(moved.to, moved.timeZone).date)
  if (days === 0) return []
  return plan
    .filter(({ id, startsAt }) => id !== moved.id && Date.parse(startsAt) > Date.parse(moved.from))
    .map((item) => ({ ...item, startsAt: shiftDays(item.startsAt, item.timeZone, days) }))
}

function applied(plan: readonly PlannedItem[], change: Rearrangement): PlannedItem[] {
  if (change.kind === 'ADD') return add(plan, change)
  const at = plan.findIndex(({ id }) => id === change.meetingId)
  const item = plan[at]
  if (!item) return []
  const [earlier, later] = [plan.slice(0, at), plan.slice(at + 1)]
  switch (change.kind) {
    case 'SKIP':
      return [...earlier, ...pushBack([item, ...later], interval(plan))]
    case 'SPLIT': {
      const half = Math.ceil(item.chapters.length / 2)
      const rest = item.chapters.length > 1 ? item.chapters.slice(half) : item.chapters
      const first = { ...item, chapters: item.chapters.slice(0, half) }
      const second = { ...item, id: change.newId, chapters: rest }
      return [...earlier, first, ...putIn(second, later, { ...change, first: item, days: interval(plan) })]
    }
    case 'MERGE': {
      const [next, ...others] = later
      if (!next) return []
      const chapters = [...new Set([...item.chapters, ...next.chapters])]
      const rest = change.later === 'SHIFT' ? pullForward([next, ...others]).slice(1) : others
      return [...earlier, { ...item, chapters }, { ...next, merged: true }, ...rest]
    }
  }
}

function add(plan: readonly PlannedItem[], { newId, chapter, date, time, later }: Extract<Rearrangement, { kind: 'ADD' }>): PlannedItem[] {
  const like = plan.findLast(({ startsAt, timeZone }) => wallClock(startsAt, timeZone).date <= date) ?? plan[0]
  if (!like) return []
  const { startsAt } = resolveWallClock(date, time, like.timeZone)
  const item = { ...like, id: newId, chapters: [chapter], startsAt }
  const before = plan.filter((each) => Date.parse(each.startsAt) < Date.parse(startsAt))
  const after = plan.slice(before.length)
  return [...before, item, ...(later === 'SHIFT' ? pushBack(after, interval(plan)) : after)]
}

/** Puts a meeting behind the first: on the day of the next one, which moves on with all after it; or on a day of its own. */
function putIn(
  item: PlannedItem,
  later: readonly PlannedItem[],
  { first, days, ...change }: { later: Later; date: string; time: string; first: PlannedItem; days: number },
): PlannedItem[] {
  if (change.later === 'STAY') return [{ ...item, startsAt: resolveWallClock(change.date, change.time, item.timeZone).startsAt }, ...later]
  const [next] = later
  const moved = next ? dateOf(next) : { startsAt: shiftDays(first.startsAt, first.timeZone, days), timeZone: first.timeZone }
  return [{ ...item, ...moved }, ...pushBack(later, days)]
}

/** Each takes the date of the one after it; the last one comes so many days later. */
function pushBack(items: readonly PlannedItem[], days: number): PlannedItem[] {
  return items.map((item, at) => {
    const next = items[at + 1]
    return { ...item, ...(next ? dateOf(next) : { startsAt: shiftDays(item.startsAt, item.timeZone, days) }) }
  })
}

/** Each takes the date of the one before it; the first keeps its own. */
const pullForward = (items: readonly PlannedItem[]): PlannedItem[] =>
  items.map((item, at) => ({ ...item, ...dateOf(items[at - 1] ?? item) }))

const dateOf = ({ startsAt, timeZone }: PlannedItem) => ({ startsAt, timeZone })

/** The days between the last two meetings of the plan. */
function interval(plan: readonly PlannedItem[]): number {
  const [one, other] = plan.slice(-2)
  if (!one || !other) return WEEK
  return Math.max(1, daysBetween(wallClock(one.startsAt, one.timeZone).date, wallClock(other.startsAt, other.timeZone).date))
}

const byTime = (a: PlannedItem, b: PlannedItem) => Date.parse(a.startsAt) - Date.parse(b.startsAt)
