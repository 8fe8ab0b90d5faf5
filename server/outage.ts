import 'server-only'

/** Seconds after which to ask again. */
export const RETRY_AFTER = 5

/** Of the network, of Postgres (connections, shutdown, too much, a statement that took too long), and of Prisma for the same. */
const CODES =
  /^(ECONN\w+|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|08\w{3}|53\w{3}|57014|57P0\d|58\w{3}|25P03|P1001|P1002|P1008|P1017|P2024|P2028|P2037)$/
/** What `pg` says without a code. */
const WORDS =
  /^(timeout exceeded when trying to connect|Query read timeout|Connection terminated|Client has encountered a connection error)/

type Parts = { code?: unknown; message?: unknown; cause?: unknown; meta?: { driverAdapterError?: { cause?: unknown } } }

/** Whether an error says that the database is away for a while: nothing is wrong with what was asked. */
export function isOutage(error: unknown): boolean {
  if (typeof error !== 'object' || error === null) return false
  const { code, message, cause, meta } = error as Parts
  const inner = meta?.driverAdapterError?.cause ?? cause
  return CODES.test(String(code)) || WORDS.test(String(message)) || (inner !== undefined && inner !== error && isOutage(inner))
}

/** What is said to whoever has waited in vain. */
const IN_VAIN = /^(timeout exceeded when trying to connect|Query read timeout|Connection terminated due to connection timeout)/
/** So long after that nobody else waits, unless somebody is answered meanwhile. Milliseconds. */
const REST = 1_000

// Next compiles pages into several bundles, and the front door is none of them: the process knows.
const holder = globalThis as typeof globalThis & { studycircleAway?: boolean; studycircleInVain?: number }

/** Takes note of how the last query ended. */
export function noteOutage(error: unknown): void {
  holder.studycircleAway = isOutage(error)
  if (IN_VAIN.test(String((error as Parts | null)?.message))) holder.studycircleInVain = performance.now()
}

/** Whether the last query failed because the database is away: then a page that failed did so for that reason. */
export const isDatabaseAway = (): boolean => holder.studycircleAway ?? false

/** Whether somebody has just waited for the database in vain: whoever asks now, to go on or to show that it failed, would wait as long again. */
export const isSilent = (): boolean => isDatabaseAway() && performance.now() - (holder.studycircleInVain ?? -REST) < REST
