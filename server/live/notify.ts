import 'server-only'
import type { KeysTold, LiveEvent, SessionsEnded } from '#domain/live.ts'
import type { PresenceTold } from '#domain/presence.ts'
import { db, type Tx } from '#server/db.ts'
import { log } from '#server/log.ts'

/** The Postgres channel that every process listens to. */
export const CHANNEL = 'studycircle'

/**
 * Tells every process that something changed, once the transaction commits; a transaction rolled back tells nothing.
 * Call it last: from here to the commit, transactions that notify wait for one another.
 */
export async function notify(tx: Tx, ...events: (LiveEvent | SessionsEnded)[]): Promise<void> {
  const told = events.map((event) => JSON.stringify(event))
  await tx.$executeRaw`SELECT pg_notify(${CHANNEL}, told) FROM unnest(${told}::text[]) AS told`
}

/** Tells every process what hangs on no transaction, and is nowhere kept. Where the database is away it is lost, which does no harm. */
export async function tellAll(told: (PresenceTold | KeysTold)[]): Promise<void> {
  const lines = told.map((line) => JSON.stringify(line))
  try {
    await db().$executeRaw`SELECT pg_notify(${CHANNEL}, told) FROM unnest(${lines}::text[]) AS told`
  } catch (error) {
    log().debug({ err: error instanceof Error ? error.message : String(error) }, 'other processes were not told')
  }
}
