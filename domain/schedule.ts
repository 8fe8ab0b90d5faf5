import { Temporal } from 'temporal-polyfill'
import type { ChapterItem } from '#domain/guide.ts'
import type { Schedule } from '#domain/meeting.ts'

/** One line of the plan. `date` and `time` are what clocks show in the schedule's zone; `startsAt` is ISO 8601 in UTC. */
export type PlannedMeeting = { chapter: string; date: string; time: string; startsAt: string }

/**
 * The meetings that a schedule makes: one a chapter, weekly, at the same wall-clock time on both sides of a clock change.
 * Ends with the guide's last chapter, even when the schedule asks for more. What stands before or after the chapters has a meeting
 * only when the schedule begins with it.
 * @param chapters the guide's chapters in reading order
 * @returns nothing when the schedule's first chapter is not among them
 */
export function planMeetings(schedule: Schedule, chapters: readonly Pick<ChapterItem, 'slug' | 'part'>[]): PlannedMeeting[] {
  const first = chapters.findIndex(({ slug }) => slug === schedule.firstChapter)
  if (first < 0) return []
  const start = Temporal.PlainDate.from(schedule.startDate)
  const firstDay = start.add({ days: (schedule.weekday - start.dayOfWeek + 7) % 7 })
  const following = chapters.slice(first + 1).filter(({ part }) => part === null)
  return [...chapters.slice(first, first + 1), ...following].slice(0, schedule.number).map(({ slug }, week) => {
    const day = firstDay.add({ weeks: week }).toString()
    return { chapter: slug, ...resolveWallClock(day, schedule.time, schedule.timeZone) }
  })
}

/**
 * The moment when clocks in a zone show a date and a time. A time that the clocks skip is moved past the gap, and of a time
 * that they show twice the first is meant (RFC 5545, 3.3.5; Temporal calls it "compatible").
 * @returns the moment, and the date and time that clocks really show then
 */
export function resolveWallClock(date: string, time: string, timeZone: string): Omit<PlannedMeeting, 'chapter'> {
  const moment = Temporal.PlainDateTime.from(`${date}T${time}`).toZonedDateTime(timeZone, { disambiguation: 'compatible' })
  return {
    date: moment.toPlainDate().toString(),
    time: moment.toPlainTime().toString({ smallestUnit: 'minute' }),
    startsAt: new Date(moment.epochMilliseconds).toISOString(),
  }
}
