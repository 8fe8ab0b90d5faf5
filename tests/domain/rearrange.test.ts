import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Rearrangement } from '#domain/meeting.ts'
import { type PlannedItem, rearrange, shiftLater } from '#domain/rearrange.ts'
import { planMeetings } from '#domain/schedule.ts'
import { wallClock } from '#domain/wall-clock.ts'

// Years that are over: no later change of the time zone rules can move them. Each stretch goes over a clock change of each of its zones.
const ZONES = ['Europe/London', 'America/New_York', 'Australia/Lord_Howe']
const STRETCHES = ['2025-02-20', '2025-09-18']

function planOf(timeZone: string, startDate: string, number = 10): PlannedItem[] {
  const chapters = Array.from({ length: number }, (_, at) => ({ slug: `chapter-${at + 1}`, part: null }))
  const schedule = { startDate, weekday: 4, time: '18:30', timeZone, minutes: 90, place: 'Library', number, everyWeeks: 1 }
  return planMeetings({ ...schedule, weeksOff: [], chaptersEach: 1, firstChapter: 'chapter-1' }, chapters).map((meeting, at) => ({
    ...{ id: `meeting-${at + 1}`, chapters: [meeting.chapter], startsAt: meeting.startsAt, timeZone },
    ...{ minutes: 90, place: 'Library', merged: false },
  }))
}

const changedTo = (plan: PlannedItem[], change: Rearrangement) => {
  const changed = rearrange(plan, change)
  return [...plan.filter(({ id }) => !changed.some((item) => item.id === id)), ...changed]
    .filter(({ merged }) => !merged)
    .sort((a, b) => a.startsAt.localeCompare(b.startsAt))
}
const shown = (plan: PlannedItem[]) =>
  plan.map(({ startsAt, timeZone, chapters }) => [wallClock(startsAt, timeZone).date.slice(5), ...chapters.map((slug) => slug.slice(8))])
const about = (at: number) => ({ meetingId: `meeting-${at}`, version: 1 })
const FOUR = planOf('Europe/London', '2025-03-17', 4)

test('skipping moves this one and all later ones on by one date', () => {
  expect(shown(changedTo(FOUR, { kind: 'SKIP', ...about(2) }))).toEqual([
    ['03-20', '1'],
    ['04-03', '2'],
    ['04-10', '3'],
    ['04-17', '4'],
  ])
})

test('splitting puts a new one on the next date, or on a day of its own where the later ones stay', () => {
  const split = { kind: 'SPLIT', ...about(2), newId: 'new', date: '2025-03-29', time: '10:00' } as const
  expect(shown(changedTo(FOUR, { ...split, later: 'SHIFT' }))).toEqual([
    ['03-20', '1'],
    ['03-27', '2'],
    ['04-03', '2'],
    ['04-10', '3'],
    ['04-17', '4'],
  ])
  const stays = changedTo(FOUR, { ...split, later: 'STAY' })
  expect(shown(stays)).toEqual([
    ['03-20', '1'],
    ['03-27', '2'],
    ['03-29', '2'],
    ['04-03', '3'],
    ['04-10', '4'],
  ])
  expect(stays[2]).toMatchObject({ id: 'new', startsAt: '2025-03-29T10:00:00.000Z', minutes: 90, place: 'Library' })
})

test('merging takes the next one in, and splitting takes it apart again', () => {
  const merged = changedTo(FOUR, { kind: 'MERGE', ...about(2), later: 'SHIFT' })
  expect(shown(merged)).toEqual([
    ['03-20', '1'],
    ['03-27', '2', '3'],
    ['04-03', '4'],
  ])
  expect(shown(changedTo(FOUR, { kind: 'MERGE', ...about(2), later: 'STAY' }))[2]).toEqual(['04-10', '4'])
  const apart = changedTo(merged, { kind: 'SPLIT', ...about(2), newId: 'new', later: 'SHIFT', date: '2025-03-29', time: '10:00' })
  expect(shown(apart)).toEqual(shown(FOUR))
  // There is none after the last.
  expect(rearrange(FOUR, { kind: 'MERGE', ...about(4), later: 'STAY' })).toEqual([])
  expect(rearrange(FOUR, { kind: 'SKIP', ...about(9) })).toEqual([])
})

test('one more takes the length and place of the one before it, and the others make room where they are asked to', () => {
  const add = { kind: 'ADD', newId: 'new', chapter: 'chapter-9', date: '2025-04-03', time: '18:00' } as const
  const made = changedTo(FOUR, { ...add, later: 'SHIFT' })
  expect(shown(made)).toEqual([
    ['03-20', '1'],
    ['03-27', '2'],
    ['04-03', '9'],
    ['04-10', '3'],
    ['04-17', '4'],
  ])
  expect(rearrange(FOUR, { ...add, later: 'STAY' }).map(({ id, place }) => [id, place])).toEqual([['new', 'Library']])
})

test('moving shifts the later ones by as many days, each at its own time of day', () => {
  const [, moved] = FOUR as [PlannedItem, PlannedItem]
  const to = '2025-04-01T17:30:00.000Z'
  const shifted = shiftLater(FOUR, { id: moved.id, timeZone: moved.timeZone, from: moved.startsAt, to })
  expect(shifted.map(({ startsAt }) => startsAt)).toEqual(['2025-04-08T17:30:00.000Z', '2025-04-15T17:30:00.000Z'])
})

test('whatever is done to the plan: no chapter is lost, no two share a moment, and clocks there show the planned time', () => {
  const kinds = fc.constantFrom('SKIP' as const, 'SPLIT' as const, 'MERGE' as const, 'ADD' as const)
  const steps = fc.array(fc.record({ kind: kinds, at: fc.nat({ max: 9 }) }), { minLength: 1, maxLength: 6 })
  fc.assert(
    fc.property(fc.constantFrom(...ZONES), fc.constantFrom(...STRETCHES), steps, (timeZone, startDate, all) => {
      let plan = planOf(timeZone, startDate)
      for (const [step, { kind, at }] of all.entries()) {
        const { id: meetingId, startsAt } = plan[at % plan.length] as PlannedItem
        const { date } = wallClock(startsAt, timeZone)
        const place = { newId: `new-${step}`, date, time: '18:30', later: 'SHIFT' as const }
        const one = { meetingId, version: 1 }
        if (kind === 'ADD') plan = changedTo(plan, { kind, chapter: 'chapter-11', ...place })
        if (kind === 'SKIP') plan = changedTo(plan, { kind, ...one })
        if (kind === 'SPLIT') plan = changedTo(plan, { kind, ...one, ...place })
        if (kind === 'MERGE') plan = changedTo(plan, { kind, ...one, later: 'SHIFT' })
      }
      const read = new Set(plan.flatMap(({ chapters }) => chapters))
      for (let chapter = 1; chapter <= 10; chapter++) expect(read).toContain(`chapter-${chapter}`)
      expect(new Set(plan.map(({ startsAt }) => startsAt)).size).toBe(plan.length)
      for (const { startsAt } of plan) expect(wallClock(startsAt, timeZone).time).toBe('18:30')
    }),
    { numRuns: 30 },
  )
})
