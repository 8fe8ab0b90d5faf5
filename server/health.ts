import 'server-only'
import { setTimeout as delay } from 'node:timers/promises'
import { Problem, say } from '#domain/problem.ts'
import { Prisma } from '#server/db.ts'
import { RETRY_AFTER } from '#server/outage.ts'
import { statement } from '#server/statement.ts'

/** Milliseconds: whoever watches over the site wants to know soon. */
const PATIENCE = 8_000

const ANYTHING = statement<unknown, object>(() => Prisma.sql`SELECT 1`)

/**
 * Answers once the database does.
 * @throws Problem `unavailable` when it takes too long
 */
export async function requireDatabase(): Promise<{ status: 'ok' }> {
  const given = new AbortController()
  const asked = ANYTHING({}).finally(() => given.abort())
  const late = delay(PATIENCE, 'late', { signal: given.signal, ref: false }).catch(() => 'in time')
  if ((await Promise.race([asked, late])) === 'late') {
    asked.catch(() => {})
    throw new Problem('unavailable', say('databaseAway'), { retryAfter: RETRY_AFTER })
  }
  return { status: 'ok' }
}
