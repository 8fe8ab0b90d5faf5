import { type OpenDatabase, openDatabase } from '#scripts/database.ts'
import { ensurePrismaClient } from '#scripts/prisma.ts'
import { setVariables } from '#scripts/settings.ts'
import type { Env } from '#server/env.ts'

/**
 * Does something that needs the database, whether the product is running or not. Files of `server/` that open it are to be imported
 * inside of `work`: before, its client may not have been made.
 */
export async function withDatabase<Result>(settings: Env, work: () => Promise<Result>): Promise<Result> {
  await ensurePrismaClient()
  const database: OpenDatabase = await openDatabase(settings)
  setVariables({ DATABASE_URL: database.url })
  const { disconnect } = await import('#server/db.ts')
  try {
    return await work()
  } finally {
    await disconnect()
    await database.close()
  }
}
