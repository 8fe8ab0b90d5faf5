import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import pg from 'pg'
import type { Chapter } from '#domain/guide.ts'
import { openDatabase } from '#scripts/database.ts'
import { readPidFile } from '#scripts/postgres-folder.ts'
import { ensureSecret } from '#scripts/secrets.ts'
import type { Env } from '#server/env.ts'
import { type Place, seed } from '#tests/bench/server/seed.ts'

export type Seeded = {
  folder: string
  /** The database as the product uses it, and as its superuser. */
  url: string
  admin: string
  /** Of Postgres. */
  pid: number
  places: Place[]
  /** Takes away what was posted since this was opened, so that every case reads the same. */
  forgetPosts: () => Promise<void>
  close: () => Promise<void>
}

/** Opens the database of a folder, and fills it the first time. */
export async function openSeeded(settings: Env, folder: string, rows: number, [talked, asked]: [Chapter, Chapter]): Promise<Seeded> {
  const database = await openDatabase({ ...settings, DATA_DIR: folder })
  try {
    const admin = asSuperuser(database.url, folder)
    const kept = path.join(folder, 'places.json')
    if (!existsSync(kept)) {
      const begun = performance.now()
      const places = await seed(admin, rows, [{ ...talked, length: talked.text.length }, asked])
      console.log(`Seeded in ${Math.round((performance.now() - begun) / 1000)} s.`)
      writeFileSync(kept, JSON.stringify(places))
    }
    const opened = new Date()
    return {
      ...{ folder, admin, url: database.url, close: database.close, pid: readPidFile(path.join(folder, 'postgres'))?.pid ?? 0 },
      places: JSON.parse(readFileSync(kept, 'utf8')),
      forgetPosts: () => forget(admin, opened),
    }
  } catch (error) {
    await database.close()
    throw error
  }
}

/** The same database as the one who owns its tables. */
function asSuperuser(databaseUrl: string, folder: string): string {
  const url = new URL(databaseUrl)
  url.username = 'postgres'
  url.password = ensureSecret(folder, 'database-password')
  return url.href
}

async function forget(admin: string, since: Date): Promise<void> {
  const client = new pg.Client({ connectionString: admin })
  await client.connect()
  try {
    const { rowCount } = await client.query('DELETE FROM comments WHERE created_at >= $1', [since])
    if (rowCount) await client.query('VACUUM ANALYZE comments')
  } finally {
    await client.end()
  }
}
