import 'server-only'
import { db } from '#server/db.ts'

/** Answers once the database does. */
export async function requireDatabase(): Promise<{ status: 'ok' }> {
  await db().$queryRaw`SELECT 1`
  return { status: 'ok' }
}
