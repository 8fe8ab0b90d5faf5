import { z } from 'zod'
import { fault } from '#domain/problem.ts'

/** An IANA name that this machine knows; bare offsets like +02:00 know nothing of clock changes. */
export const TimeZone = z.string().refine((zone) => {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone })
    return /^[A-Za-z]/.test(zone)
  } catch {
    return false
  }
}, fault('chooseTimeZone'))
