import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { promisify } from 'node:util'
import pg from 'pg'
import { Refusal } from '#scripts/refusal.ts'

const ROOT = path.resolve(import.meta.dirname, '..')
const FOLDER = path.join(ROOT, 'prisma', 'migrations')
/** One process migrates at a time; Prisma's own lock has another number, and gives up after ten seconds. */
const MIGRATION_LOCK = 5487232

type Migration = { name: string; checksum: string }

/** Every migration in the order of its name, with the checksum that Prisma keeps of it. */
export function listMigrations(): Migration[] {
  const names = readdirSync(FOLDER, { withFileTypes: true }).filter((entry) => entry.isDirectory())
  return names
    .map(({ name }) => ({
      name,
      checksum: createHash('sha256')
        .update(readFileSync(path.join(FOLDER, name, 'migration.sql')))
        .digest('hex'),
    }))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
}

/**
 * Brings a database's tables up to date. Several processes may do so at once.
 * @returns how many migrations were applied
 * @throws Refusal when one cannot be applied
 */
export async function migrate(url: string): Promise<number> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK])
    const pending = await countPending(client)
    if (pending > 0) await deploy(url)
    return pending
  } finally {
    await client.end()
  }
}

async function countPending(client: pg.Client): Promise<number> {
  const { rows } = await client.query<{ known: boolean }>(`SELECT to_regclass('_prisma_migrations') IS NOT NULL AS known`)
  if (!rows[0]?.known) return listMigrations().length
  const applied = await client.query<Migration>(
    'SELECT migration_name AS name, checksum FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL',
  )
  const done = new Set(applied.rows.map(({ name, checksum }) => `${name} ${checksum}`))
  return listMigrations().filter(({ name, checksum }) => !done.has(`${name} ${checksum}`)).length
}

async function deploy(url: string): Promise<void> {
  const prisma = path.join(ROOT, 'node_modules', 'prisma', 'build', 'index.js')
  try {
    const env = { ...process.env, DATABASE_URL: url, NO_COLOR: '1' }
    await promisify(execFile)(process.execPath, [prisma, 'migrate', 'deploy'], { cwd: ROOT, env })
  } catch (error) {
    const { stdout = '', stderr = '' } = error as { stdout?: string; stderr?: string }
    throw new Refusal(
      `The database could not be brought up to date. Prisma says:\n${(stderr.trim() || stdout.trim()).replaceAll(url, '(the database)')}`,
    )
  }
}
