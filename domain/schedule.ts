import { Temporal } from 'temporal-polyfill'
import type { ChapterItem } from '#domain/guide.ts'
import type { Schedule } from '#domain/meeting.ts'

/** A moment, and the date and time that clocks show then in its zone; `startsAt` is ISO 8601 in UTC. */
export type Moment = { date: string; time: string; startsAt: string }

/** One line of the plan: its chapter, and those that it takes up as well. */
export type PlannedMeeting = Moment & { chapter: string; moreChapters: string[] }

/**
 * The meetings that a schedule makes, at the same wall-clock time on both sides of a clock change. In a week off there is none, and what it
 * would have taken up comes with the next. Ends with the guide's last chapter, even when the schedule asks for more. What stands before or
 * after the chapters has a meeting only when the schedule begins with it.
 * @param chapters the guide's chapters in reading order
 * @returns nothing when the schedule's first chapter is not among them
 */
export function planMeetings(schedule: Schedule, chapters: readonly Pick<ChapterItem, 'slug' | 'part'>[]): PlannedMeeting[] {
  const first = chapters.findIndex(({ slug }) => slug === schedule.firstChapter)
  if (first < 0) return []
  const following = chapters.slice(first + 1).filter(({ part }) => part === null)
  const slugs = [...chapters.slice(first, first + 1), ...following].map(({ slug }) => slug)
  const { chaptersEach, time, timeZone } = schedule
  const days = meetingDays(schedule)
  const planned: PlannedMeeting[] = []
  for (let at = 0; at < slugs.length && planned.length < schedule.number; at += chaptersEach) {
    const [chapter = '', ...moreChapters] = slugs.slice(at, at + chaptersEach)
    planned.push({ chapter, moreChapters, ...resolveWallClock(days.next().value, time, timeZone) })
  }
  return planned
}

/** The days of a schedule one after the other, without those in weeks off; it never ends. */
function* meetingDays({ startDate, weekday, everyWeeks, weeksOff }: Schedule): Generator<string, string> {
  const start = Temporal.PlainDate.from(startDate)
  const off = new Set(weeksOff.map((day) => mondayOf(Temporal.PlainDate.from(day))))
  for (let day = start.add({ days: (weekday - start.dayOfWeek + 7) % 7 }); ; day = day.add({ weeks: everyWeeks }))
    if (!off.has(mondayOf(day))) yield day.toString()
}

const mondayOf = (day: Temporal.PlainDate) => day.subtract({ days: day.dayOfWeek - 1 }).toString()

/**
 * The moment when clocks in a zone show a date and a time. A time that the clocks skip is moved past the gap, and of a time
 * that they show twice the first is meant (RFC 5545, 3.3.5; Temporal calls it "compatible").
 */
export function resolveWallClock(date: string, time: string, timeZone: string): Moment {
  const moment = Temporal.PlainDateTime.from(`${date}T${time}`).toZonedDateTime(timeZone, { disambiguation: 'compatible' })
  return {
    date: moment.toPlainDate().toString(),
    time: moment.toPlainTime().toString({ smallestUnit: 'minute' }),
    startsAt: new Date(moment.epochMilliseconds).toISOString(),
  }
}

/** How many days lie between two dates like 2026-03-29; negative when the second is earlier. */
export function daysBetween(from: string, to: string): number {
  return Temporal.PlainDate.from(from).until(to, { largestUnit: 'days' }).days
}

/**
 * The moment some days later by the clocks of a zone, at the same time of day.
 * @param startsAt ISO 8601
 * @param days may be negative
 */
export function shiftDays(startsAt: string, timeZone: string, days: number): string {
  const moment = Temporal.Instant.from(startsAt).toZonedDateTimeISO(timeZone).add({ days })
  return new Date(moment.epochMilliseconds).toISOString()
}
