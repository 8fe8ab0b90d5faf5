import { scaleLinear } from 'd3-scale'
import type { TimelinePeriod } from '#domain/guide-entries.ts'
import { yearsOf } from '#domain/timeline.ts'

/** A period's stretch of the line. Lengths are in the drawing's own units, about CSS pixels. */
export type Band = { id: string; title: string; start: number; end: number }
/** An event's mark; `lane` counts from 0 at the line. An event without an end is as long as it is thick. */
export type Mark = { id: string; title: string; period: string; chapters: number[]; start: number; end: number; lane: number }
export type Tick = { year: number; at: number }
export type Geometry = { length: number; bands: Band[]; ticks: Tick[]; marks: Mark[]; lanes: number }

/** Thickness of a mark and the space that it keeps. */
export const MARK = 7
const GAP = 2
/** Room that a period has whatever happens in it, counted in events. */
const ROOM = 6
/** Years are no nearer to each other than this. */
const TICK_SPACE = 40

/**
 * Lays the events along a line. Every period gets room for its events rather than for its years, so that a crowded year can be
 * read; within a period the scale is even.
 * @param length of the line
 */
export function layOut(periods: TimelinePeriod[], length: number): Geometry {
  const events = periods.flatMap((period) => period.events)
  const starts = periods.map(({ from }) => yearsOf(from))
  const last = Math.max(...events.map(({ date, until }) => yearsOf(until ?? date)), ...starts)
  const weights = periods.map((period) => period.events.length + ROOM)
  const whole = weights.reduce((sum, weight) => sum + weight, 0)
  const edges = [0]
  for (const weight of weights) edges.push((edges.at(-1) ?? 0) + (weight / whole) * length)
  const end = last + Math.max(0.1, last - (starts.at(-1) ?? last)) * 0.05
  const place = scaleLinear()
    .domain([...starts, end])
    .range(edges)
    .clamp(true)
  const bands = periods.map(({ id, title }, index) => ({ id, title, start: edges[index] ?? 0, end: edges[index + 1] ?? length }))
  const bare = periods.flatMap(({ id, events: inside }) =>
    inside.map((event) => {
      const start = Math.min(place(yearsOf(event.date)), length - MARK)
      return {
        id: event.id,
        title: event.title,
        period: id,
        chapters: event.appearances.map(({ number }) => number),
        start,
        end: Math.max(start + MARK, event.until ? place(yearsOf(event.until)) : 0),
      }
    }),
  )
  const marks = pack(bare)
  return { length, bands, ticks: ticksOf([...starts, end], place, length), marks, lanes: Math.max(...marks.map(({ lane }) => lane)) + 1 }
}

/** Puts each mark into the first lane in which it touches no other. */
function pack(marks: Omit<Mark, 'lane'>[]): Mark[] {
  const taken: number[] = []
  return marks.map((mark) => {
    const free = taken.findIndex((end) => end + GAP <= mark.start)
    const lane = free < 0 ? taken.length : free
    taken[lane] = mark.end
    return { ...mark, lane }
  })
}

/** Round years, and the year in which each period begins, as far as there is room for them. */
function ticksOf(domain: number[], place: (year: number) => number, length: number): Tick[] {
  const beginnings = domain.slice(0, -1).map(Math.floor)
  const round = domain.slice(0, -1).flatMap((start, index) => {
    const end = domain[index + 1] ?? start
    const room = Math.floor((place(end) - place(start)) / TICK_SPACE)
    return scaleLinear().domain([start, end]).ticks(Math.max(1, room)).filter(Number.isInteger)
  })
  const chosen: Tick[] = []
  for (const year of [...beginnings, ...round]) {
    const at = place(year)
    if (at + TICK_SPACE <= length && chosen.every((tick) => tick.year !== year && Math.abs(tick.at - at) >= TICK_SPACE))
      chosen.push({ year, at })
  }
  return chosen.sort((one, other) => one.at - other.at)
}

/** The events to name, in the order of time: those that several chapters mention, then those that stand farthest from a named one. */
export function chooseNamed(marks: Mark[], count: number): Mark[] {
  const named = marks.filter(({ chapters }) => chapters.length > 1).slice(0, count)
  const distance = (mark: Mark) => Math.min(mark.start, ...named.map(({ start }) => Math.abs(start - mark.start)))
  while (named.length < Math.min(count, marks.length)) {
    const open = marks.filter((mark) => !named.includes(mark))
    const [first, ...others] = open
    if (!first) break
    named.push(others.reduce((best, mark) => (distance(mark) > distance(best) ? mark : best), first))
  }
  return named.sort((one, other) => one.start - other.start)
}
