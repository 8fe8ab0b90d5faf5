import { Problem } from '#domain/problem.ts'
import { type OpenDatabase, openDatabase, openDatabaseAsIs } from '#scripts/database.ts'
import { ensurePrismaClient } from '#scripts/prisma.ts'
import { Refusal } from '#scripts/refusal.ts'
import { setVariables } from '#scripts/settings.ts'
import { say } from '#scripts/terminal.ts'
import type { Env } from '#server/env.ts'

/**
 * Does something that needs the database, whether the product is running or not. Files of `server/` that open it are to be imported
 * inside of `work`: before, its client may not have been made.
 */
export async function withDatabase<Result>(settings: Env, work: () => Promise<Result>): Promise<Result> {
  await ensurePrismaClient()
  return use(await openDatabase(settings), work)
}

/**
 * Looks something up in the database, which is neither made nor brought up to date for it.
 * @returns null, and says why, when that cannot be done: the database does not answer, or has not been set up yet
 */
export async function lookInDatabase<Result>(settings: Env, work: () => Promise<Result>): Promise<Result | null> {
  await ensurePrismaClient()
  try {
    return await use(await openDatabaseAsIs(settings), work)
  } catch (error) {
    if (error instanceof Problem) throw error
    const reason = error instanceof Refusal ? error.message : 'The database has not been set up, or is of an older version.'
    say(`Whether there is an edition before was not looked up. ${reason}`)
    return null
  }
}

async function use<Result>(database: OpenDatabase, work: () => Promise<Result>): Promise<Result> {
  setVariables({ DATABASE_URL: database.url })
  const { disconnect } = await import('#server/db.ts')
  try {
    return await work()
  } finally {
    await disconnect()
    await database.close()
  }
}
