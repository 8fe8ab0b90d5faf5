import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import pg from 'pg'
import { runPrisma } from '#scripts/prisma.ts'
import { Refusal } from '#scripts/refusal.ts'
import { ROOT } from '#scripts/settings.ts'

const FOLDER = path.join(ROOT, 'prisma', 'migrations')
/** One process migrates at a time. Prisma has a lock of its own under another number, but gives up after ten seconds. */
const MIGRATION_LOCK = 5487232

type Migration = { name: string; checksum: string }

/** Every migration in the order of its name, with the checksum that Prisma keeps of it. */
export function listMigrations(): Migration[] {
  const names = readdirSync(FOLDER, { withFileTypes: true }).filter((entry) => entry.isDirectory())
  const checksum = (name: string) =>
    createHash('sha256')
      .update(readFileSync(path.join(FOLDER, name, 'migration.sql')))
      .digest('hex')
  return names.map(({ name }) => ({ name, checksum: checksum(name) })).sort((a, b) => (a.name < b.name ? -1 : 1))
}

/**
 * Brings a database's tables up to date. Several processes may do so at once.
 * @returns how many migrations were applied
 * @throws Refusal when one cannot be applied, or when the database belongs to a newer version of the program
 */
export async function migrate(url: string): Promise<number> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK])
    const pending = await countPending(client)
    if (pending > 0) await runPrisma(['migrate', 'deploy'], 'The database could not be brought up to date.', url)
    return pending
  } finally {
    await client.end()
  }
}

async function countPending(client: pg.Client): Promise<number> {
  const known = listMigrations()
  const { rows } = await client.query<{ there: boolean }>(`SELECT to_regclass('_prisma_migrations') IS NOT NULL AS there`)
  if (!rows[0]?.there) {
    await requireEmpty(client)
    return known.length
  }
  const applied = await client.query<Migration>(
    'SELECT migration_name AS name, checksum FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL',
  )
  const checksums = new Map(applied.rows.map(({ name, checksum }) => [name, checksum]))
  const newer = applied.rows.find(({ name }) => !known.some((migration) => migration.name === name))
  if (newer) {
    throw new Refusal(
      `The database was last used by a newer version of Studycircle (it has the change "${newer.name}"). ` +
        'Start that version, or bring back a copy of the database from before.',
    )
  }
  return known.filter(({ name, checksum }) => checksums.get(name) !== checksum).length
}

/** Before the first migration: the database must be ours alone, and its user must be allowed to make tables. */
async function requireEmpty(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ allowed: boolean; table: string | null }>(
    `SELECT has_schema_privilege(current_schema(), 'CREATE') AS allowed,
      (SELECT min(tablename) FROM pg_tables WHERE schemaname = current_schema()) AS "table"`,
  )
  const { allowed, table } = rows[0] ?? {}
  if (table)
    throw new Refusal(`The database holds tables of something else already ("${table}"). Give Studycircle an empty one of its own.`)
  if (!allowed) throw new Refusal('The user in DATABASE_URL may not make tables. Make this user the owner of the database.')
}
