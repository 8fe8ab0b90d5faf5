import 'server-only'

const DAY = 24 * 3600 * 1000

/** The Monday (UTC) of the week in which something happened, like 2026-11-23: nobody’s day is told more closely. */
export function weekOf(at: Date | null): string | null {
  if (!at) return null
  const sinceMonday = (at.getUTCDay() + 6) % 7
  return new Date(at.getTime() - sinceMonday * DAY).toISOString().slice(0, 10)
}
