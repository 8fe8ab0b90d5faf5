import 'server-only'
import { setTimeout as delay } from 'node:timers/promises'
import { Problem, say } from '#domain/problem.ts'
import { Prisma, prepared } from '#server/db.ts'
import { RETRY_AFTER } from '#server/outage.ts'

/** Milliseconds: whoever watches over the site wants to know soon. */
const PATIENCE = 8_000

/**
 * Answers once the database does.
 * @throws Problem `unavailable` when it takes too long
 */
export async function requireDatabase(): Promise<{ status: 'ok' }> {
  const given = new AbortController()
  const asked = prepared(Prisma.sql`SELECT 1`).finally(() => given.abort())
  const late = delay(PATIENCE, 'late', { signal: given.signal, ref: false }).catch(() => 'in time')
  if ((await Promise.race([asked, late])) === 'late') {
    asked.catch(() => {})
    throw new Problem('unavailable', say('databaseAway'), { retryAfter: RETRY_AFTER })
  }
  return { status: 'ok' }
}
