import { Temporal } from 'temporal-polyfill'

/**
 * A schedule whose first session is in a week, whatever the day on which the tests run.
 * @returns the fields of a schedule but the chapter; the weekday is that of `startDate`
 */
export function comingWeek() {
  const day = Temporal.Now.plainDateISO('Europe/London').add({ days: 7 })
  const schedule = { time: '18:30', timeZone: 'Europe/London', minutes: 60, place: '', number: 1 }
  return { ...schedule, startDate: day.toString(), weekday: day.dayOfWeek }
}
