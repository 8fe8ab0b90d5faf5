import type { DatedEvent, Period, Person } from '#domain/guide.ts'

const MONTHS = 'January February March April May June July August September October November December'.split(' ')

/** A date of the timeline in words: `1903-07-30` is "30 July 1903". */
export function dateInWords(date: string): string {
  const [year, month, day] = date.split('-')
  return [day && Number(day), month && MONTHS[Number(month) - 1], year].filter(Boolean).join(' ')
}

/** When an event was, in words: "30 July 1903 to 23 August 1903". */
export function spanInWords({ date, until }: Pick<DatedEvent, 'date' | 'until'>): string {
  return until ? `${dateInWords(date)} to ${dateInWords(until)}` : dateInWords(date)
}

/** The years of a life: "1879–1940", "born 1879", "died 1940", or nothing when neither is known. */
export function lifeInWords({ born, died }: Pick<Person, 'born' | 'died'>): string {
  if (born && died) return `${born}–${died}`
  if (born) return `born ${born}`
  return died ? `died ${died}` : ''
}

/**
 * A date as a point on the line of years: `1903-07` is 1903.5. A missing month or day counts as the first.
 * Months are taken as equally long: this is for drawing, not for counting days.
 */
export function yearsOf(date: string): number {
  const [year, month = 1, day = 1] = date.split('-').map(Number)
  return (year ?? 0) + (month - 1) / 12 + (day - 1) / 372
}

/** A period with its events. `to` is the date on which the next one begins; the last has none. */
export type FilledPeriod<Event> = Period & { to: string | null; events: Event[] }

/**
 * Sorts events into periods; periods without events are left out.
 * @param events in the order of time
 * @param periods in the order of time, the first not after the first event; when there are none, one period takes all
 */
export function fillPeriods<Event extends Pick<DatedEvent, 'date'>>(events: Event[], periods: Period[]): FilledPeriod<Event>[] {
  const first = events[0]
  if (!first) return []
  const all: Period[] = periods.length > 0 ? periods : [{ id: 'all-events', title: 'All events', from: first.date }]
  const filled = all.map((period, index) => {
    const to = all[index + 1]?.from ?? null
    return { ...period, to, events: events.filter(({ date }) => date >= period.from && (to === null || date < to)) }
  })
  return filled.filter((period) => period.events.length > 0)
}
