import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Schedule } from '#domain/meeting.ts'
import { planMeetings, resolveWallClock } from '#domain/schedule.ts'
import { wallClock } from '#domain/wall-clock.ts'

const chapters = Array.from({ length: 60 }, (_, index) => ({ slug: `chapter-${index + 1}`, part: null }))
const schedule = (parts: Partial<Schedule>): Schedule => ({
  startDate: '2026-01-05',
  weekday: 6,
  time: '18:30',
  timeZone: 'Europe/London',
  minutes: 90,
  place: '',
  number: 3,
  everyWeeks: 1,
  weeksOff: [],
  chaptersEach: 1,
  firstChapter: 'chapter-1',
  ...parts,
})
const starts = (parts: Partial<Schedule>) => planMeetings(schedule(parts), chapters).map(({ startsAt }) => startsAt)

test('begins on the first such weekday on or after the start date', () => {
  const first = (startDate: string, weekday: number) => planMeetings(schedule({ startDate, weekday }), chapters)[0]?.date
  expect(first('2026-01-05', 1)).toBe('2026-01-05')
  expect(first('2026-01-05', 2)).toBe('2026-01-06')
  expect(first('2026-01-05', 7)).toBe('2026-01-11')
  expect(first('2026-01-11', 6)).toBe('2026-01-17')
})

test('takes one chapter a week from the first one on and ends with the last', () => {
  const planned = planMeetings(schedule({ firstChapter: 'chapter-58', number: 10 }), chapters)
  expect(planned.map(({ chapter, date }) => [chapter, date])).toEqual([
    ['chapter-58', '2026-01-10'],
    ['chapter-59', '2026-01-17'],
    ['chapter-60', '2026-01-24'],
  ])
  expect(planMeetings(schedule({ firstChapter: 'unknown' }), chapters)).toEqual([])
})

test('what stands before or after the chapters has a meeting only when the schedule begins with it', () => {
  const letters = [
    { slug: 'to-the-reader', part: 'front' as const },
    { slug: 'first', part: null },
    { slug: 'second', part: null },
    { slug: 'afterword', part: 'back' as const },
  ]
  const planned = (firstChapter: string) => planMeetings(schedule({ firstChapter, number: 9 }), letters).map(({ chapter }) => chapter)
  expect(planned('to-the-reader')).toEqual(['to-the-reader', 'first', 'second'])
  expect(planned('second')).toEqual(['second'])
  expect(planned('afterword')).toEqual(['afterword'])
})

test('weeks off are left out and their chapters come with the next meeting; others may be weeks apart or take several chapters', () => {
  const planned = (parts: Partial<Schedule>) =>
    planMeetings(schedule({ weekday: 4, ...parts }), chapters).map(({ chapter, moreChapters, date }) => [date, chapter, ...moreChapters])
  // Whichever day of the week off is named: Monday 12 January to Sunday 18 January.
  for (const day of ['2026-01-12', '2026-01-15', '2026-01-18'])
    expect(planned({ weeksOff: [day] })).toEqual([
      ['2026-01-08', 'chapter-1'],
      ['2026-01-22', 'chapter-2'],
      ['2026-01-29', 'chapter-3'],
    ])
  expect(
    planned({ everyWeeks: 2, chaptersEach: 2, firstChapter: 'chapter-57', number: 9, weeksOff: ['2026-01-22', '2026-01-15'] }),
  ).toEqual([
    ['2026-01-08', 'chapter-57', 'chapter-58'],
    ['2026-02-05', 'chapter-59', 'chapter-60'],
  ])
})

// Years that are over: no later change of the time zone rules can move them.
test.each([
  ['Europe/London', '2025-03-23', 7, '18:30', ['2025-03-23T18:30:00.000Z', '2025-03-30T17:30:00.000Z']],
  ['Europe/London', '2025-10-19', 7, '18:30', ['2025-10-19T17:30:00.000Z', '2025-10-26T18:30:00.000Z']],
  ['America/New_York', '2025-03-02', 7, '19:00', ['2025-03-03T00:00:00.000Z', '2025-03-09T23:00:00.000Z']],
  ['America/New_York', '2025-10-26', 7, '19:00', ['2025-10-26T23:00:00.000Z', '2025-11-03T00:00:00.000Z']],
  ['Australia/Lord_Howe', '2025-03-30', 7, '19:00', ['2025-03-30T08:00:00.000Z', '2025-04-06T08:30:00.000Z']],
  ['Australia/Lord_Howe', '2025-09-28', 7, '19:00', ['2025-09-28T08:30:00.000Z', '2025-10-05T08:00:00.000Z']],
  ['Africa/Casablanca', '2025-02-16', 7, '19:00', ['2025-02-16T18:00:00.000Z', '2025-02-23T19:00:00.000Z']],
  ['Africa/Casablanca', '2025-03-30', 7, '19:00', ['2025-03-30T19:00:00.000Z', '2025-04-06T18:00:00.000Z']],
])('%s keeps its wall-clock time over the change after %s', (timeZone, startDate, weekday, time, expected) => {
  expect(starts({ timeZone, startDate, weekday, time, number: 2 })).toEqual(expected)
})

test('a time that the clocks skip moves past the gap', () => {
  expect(resolveWallClock('2025-03-30', '01:30', 'Europe/London')).toEqual({
    date: '2025-03-30',
    time: '02:30',
    startsAt: '2025-03-30T01:30:00.000Z',
  })
  expect(resolveWallClock('2025-03-09', '02:30', 'America/New_York').time).toBe('03:30')
  expect(resolveWallClock('2025-10-05', '02:15', 'Australia/Lord_Howe').time).toBe('02:45')
  expect(resolveWallClock('2025-04-06', '02:30', 'Africa/Casablanca').time).toBe('03:30')
})

test('of a time that the clocks show twice the first is meant', () => {
  expect(resolveWallClock('2025-10-26', '01:30', 'Europe/London').startsAt).toBe('2025-10-26T00:30:00.000Z')
  expect(resolveWallClock('2025-11-02', '01:30', 'America/New_York').startsAt).toBe('2025-11-02T05:30:00.000Z')
  expect(resolveWallClock('2025-04-06', '01:45', 'Australia/Lord_Howe').startsAt).toBe('2025-04-05T14:45:00.000Z')
  expect(resolveWallClock('2025-02-23', '02:30', 'Africa/Casablanca').startsAt).toBe('2025-02-23T01:30:00.000Z')
})

test('whatever the schedule: a week apart, on the weekday, and clocks there show the planned time', () => {
  const two = (number: number) => String(number).padStart(2, '0')
  const schedules = fc.record({
    startDate: fc
      .date({ min: new Date('2024-01-01'), max: new Date('2030-12-31'), noInvalidDate: true })
      .map((date) => date.toISOString().slice(0, 10)),
    weekday: fc.integer({ min: 1, max: 7 }),
    time: fc.tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 })).map(([hour, minute]) => `${two(hour)}:${two(minute)}`),
    timeZone: fc.constantFrom('Europe/London', 'America/New_York', 'Australia/Lord_Howe', 'Africa/Casablanca', 'Asia/Kathmandu', 'UTC'),
    number: fc.integer({ min: 1, max: 60 }),
  })
  fc.assert(
    fc.property(schedules, (parts) => {
      const planned = planMeetings(schedule(parts), chapters)
      expect(planned).toHaveLength(parts.number)
      planned.forEach((meeting, week) => {
        const day = new Date(`${meeting.date}T00:00Z`)
        expect(day.getUTCDay() || 7).toBe(parts.weekday)
        expect(day.getTime() - new Date(`${planned[0]?.date}T00:00Z`).getTime()).toBe(week * 7 * 86_400_000)
        expect(wallClock(meeting.startsAt, parts.timeZone)).toEqual({ date: meeting.date, time: meeting.time })
        // Only a skipped time differs from the one asked for, by the length of the gap.
        const minutes = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3))
        expect([0, 30, 60]).toContain(minutes(meeting.time) - minutes(parts.time))
      })
      expect((planned[0]?.date ?? '') >= parts.startDate).toBe(true)
    }),
  )
})
