import 'server-only'
import type { LiveEvent, SessionsEnded } from '#domain/live.ts'
import type { Tx } from '#server/db.ts'

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
