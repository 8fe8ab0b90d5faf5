import 'server-only'
import { pino } from 'pino'
import { env } from '#server/env.ts'

let logger: ReturnType<typeof pino> | undefined

/** One JSON line an event, to standard error; never the words of members, passwords or codes. */
export function log() {
  logger ??= pino({ level: env().LOG_LEVEL, base: null }, pino.destination(2))
  return logger
}
