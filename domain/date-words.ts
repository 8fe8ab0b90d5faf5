const part = (date: string, shape: Intl.DateTimeFormatOptions) =>
  new Intl.DateTimeFormat('en-GB', { ...shape, timeZone: 'UTC' }).format(new Date(`${date}T00:00Z`))

/**
 * A date in words. Put together from single words, because server and browser join them differently.
 * @param date like 2026-11-28
 * @returns "Saturday 28 November 2026", or "Sat 28 Nov" when short
 */
export function dateWords(date: string, short = false): string {
  const [weekday, month] = [part(date, { weekday: 'long' }), part(date, { month: 'long' })]
  const day = Number(date.slice(8))
  return short ? `${weekday.slice(0, 3)} ${day} ${month.slice(0, 3)}` : `${weekday} ${day} ${month} ${date.slice(0, 4)}`
}
