import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import pg from 'pg'
import { listApplied, listMigrations, lockMigrations, MIGRATIONS, type Migration, takeUpInterrupted } from '#scripts/migrations.ts'
import { runPrisma } from '#scripts/prisma.ts'
import { Refusal } from '#scripts/refusal.ts'
import { makeJobTables } from '#server/jobs/queues.ts'

/**
 * Brings a database's tables up to date. Several processes may do so at once.
 * @param saveFirst called before the tables of a database are changed in which somebody has an account; gives the file that it wrote
 * @returns how many migrations were applied
 * @throws Refusal when one cannot be applied, or when the database belongs to a newer version of the program
 */
export async function migrate(url: string, saveFirst?: () => Promise<string>): Promise<number> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await lockMigrations(client)
    await takeUpInterrupted(client)
    const pending = await countPending(client)
    if (pending > 0) {
      const saved = saveFirst && (await isUsed(client)) ? await saveFirst() : undefined
      await deploy(url, listMigrations()).catch((error: unknown) => {
        throw saved && error instanceof Refusal ? new Refusal(`${error.message}\n\n${wayBack(saved)}`) : error
      })
    }
    await addLikeness(client)
    await makeJobTables(url).catch(() => undefined)
    return pending
  } finally {
    await client.end()
  }
}

const wayBack = (saved: string) =>
  `Nothing is lost: what the database held before lies in ${saved}. To go back, install the version of Studycircle that you had, give it an ` +
  `empty database (without DATABASE_URL: rename the folder "postgres" in DATA_DIR), and run\n  npm run restore -- ${saved}`

/** Applies migrations with Prisma, which takes note of them in the database. @param wanted the first ones of all, or all */
export async function deploy(url: string, wanted: Migration[]): Promise<void> {
  const folder = mkdtempSync(path.join(tmpdir(), 'studycircle-'))
  try {
    for (const name of [...wanted.map((each) => each.name), 'migration_lock.toml']) {
      cpSync(path.join(MIGRATIONS, name), path.join(folder, name), { recursive: true })
    }
    await runPrisma(['migrate', 'deploy'], 'The database could not be brought up to date.', { DATABASE_URL: url, MIGRATIONS_DIR: folder })
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Whether anybody has an account there: else there is nothing to lose. */
async function isUsed(client: pg.Client): Promise<boolean> {
  const { rows } = await client.query<{ there: boolean }>(`SELECT to_regclass('users') IS NOT NULL AS there`)
  if (!rows[0]?.there) return false
  return ((await client.query('SELECT FROM users LIMIT 1')).rowCount ?? 0) > 0
}

async function countPending(client: pg.Client): Promise<number> {
  const known = listMigrations()
  const applied = await listApplied(client)
  if (applied.length === 0) await requireEmpty(client)
  const checksums = new Map(applied.map(({ name, checksum }) => [name, checksum]))
  const newer = applied.find(({ name }) => !known.some((migration) => migration.name === name))
  if (newer) {
    throw new Refusal(
      `The database was last used by a newer version of Studycircle (it has the change "${newer.name}"). ` +
        'Start that version, or bring back a copy of the database from before.',
    )
  }
  return known.filter(({ name, checksum }) => checksums.get(name) !== checksum).length
}

/** What the search needs to forgive a slip of the pen. A Postgres that has not got it, or may not add it, searches without. */
async function addLikeness(client: pg.Client): Promise<void> {
  await client.query('CREATE EXTENSION IF NOT EXISTS pg_trgm').catch(() => undefined)
}

/** Before the first migration: the database must be ours alone, and its user must be allowed to make tables. */
async function requireEmpty(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ allowed: boolean; table: string | null }>(
    `SELECT has_schema_privilege(current_schema(), 'CREATE') AS allowed,
      (SELECT min(tablename) FROM pg_tables WHERE schemaname = current_schema() AND tablename <> '_prisma_migrations') AS "table"`,
  )
  const { allowed, table } = rows[0] ?? {}
  if (table)
    throw new Refusal(`The database holds tables of something else already ("${table}"). Give Studycircle an empty one of its own.`)
  if (!allowed) throw new Refusal('The user in DATABASE_URL may not make tables. Make this user the owner of the database.')
}
