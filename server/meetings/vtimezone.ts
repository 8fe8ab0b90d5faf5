import 'server-only'
import { Temporal } from 'temporal-polyfill'

/**
 * A time zone as calendar files describe it (RFC 5545, 3.6.5): every change of the clocks from a year before until a year
 * after the given moments, one by one. Yearly rules would be shorter, but wrong wherever the law or the moon moves the dates.
 * @param timeZone IANA name
 * @returns the component's lines, joined and ended by CRLF
 */
export function vtimezone(timeZone: string, first: Date, last: Date): string {
  const at = (moment: Date) => Temporal.Instant.fromEpochMilliseconds(moment.getTime()).toZonedDateTimeISO(timeZone)
  const end = at(last).add({ years: 1 })
  const start = at(first).subtract({ years: 1 })
  const lines = [
    'BEGIN:VTIMEZONE',
    `TZID:${timeZone}`,
    ...observance('STANDARD', Temporal.PlainDateTime.from('1970-01-01T00:00'), start, start),
  ]
  let before = start
  let change = start.getTimeZoneTransition('next')
  while (change && Temporal.ZonedDateTime.compare(change, end) <= 0) {
    const clock = change.toPlainDateTime().subtract({ nanoseconds: change.offsetNanoseconds - before.offsetNanoseconds })
    lines.push(...observance(change.offsetNanoseconds > before.offsetNanoseconds ? 'DAYLIGHT' : 'STANDARD', clock, before, change))
    before = change
    change = change.getTimeZoneTransition('next')
  }
  return [...lines, 'END:VTIMEZONE', ''].join('\r\n')
}

/** @param clock what clocks showed at the change, before they were set */
function observance(
  name: 'STANDARD' | 'DAYLIGHT',
  clock: Temporal.PlainDateTime,
  before: Temporal.ZonedDateTime,
  after: Temporal.ZonedDateTime,
): string[] {
  const start = clock.toString({ smallestUnit: 'second' }).replace(/[-:]/g, '')
  const offset = (moment: Temporal.ZonedDateTime) => moment.offset.replaceAll(':', '')
  return [`BEGIN:${name}`, `DTSTART:${start}`, `TZOFFSETFROM:${offset(before)}`, `TZOFFSETTO:${offset(after)}`, `END:${name}`]
}
