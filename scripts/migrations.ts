import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import type pg from 'pg'
import { ROOT } from '#scripts/settings.ts'

/** As in `prisma.config.ts`. */
export const MIGRATIONS = path.resolve(ROOT, process.env.MIGRATIONS_DIR ?? path.join('prisma', 'migrations'))
/** One process migrates at a time. Prisma has a lock of its own, but gives up after ten seconds. */
const MIGRATION_LOCK = 5487232
const PRISMA_LOCK = 72707369

export type Migration = { name: string; checksum: string }

/** Every migration in the order of its name, with the checksum that Prisma keeps of it. */
export function listMigrations(): Migration[] {
  const names = readdirSync(MIGRATIONS, { withFileTypes: true }).filter((entry) => entry.isDirectory())
  const checksum = (name: string) =>
    createHash('sha256')
      .update(readFileSync(path.join(MIGRATIONS, name, 'migration.sql')))
      .digest('hex')
  return names.map(({ name }) => ({ name, checksum: checksum(name) })).sort((a, b) => (a.name < b.name ? -1 : 1))
}

/** The migrations that a database has, in order; none where none was ever applied. */
export async function listApplied(client: pg.Client): Promise<Migration[]> {
  const { rows } = await client.query<{ there: boolean }>(`SELECT to_regclass('_prisma_migrations') IS NOT NULL AS there`)
  if (!rows[0]?.there) return []
  const applied = await client.query<Migration>(
    `SELECT migration_name AS name, checksum FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL
     ORDER BY migration_name COLLATE "C"`,
  )
  return applied.rows
}

/** Waits until no other process changes the tables, and keeps it so until the connection ends. */
export async function lockMigrations(client: pg.Client): Promise<void> {
  await client.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK])
}

/**
 * Settles what a start left that was killed, so that the next one goes on: a migration that was begun is there whole or not at all, and the
 * mark that `scripts/schema-engine.mjs` sets with it says which. One that failed with an error stays as it is, for somebody to look at.
 */
export async function takeUpInterrupted(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ there: boolean }>(`SELECT to_regclass('_prisma_migrations') IS NOT NULL AS there`)
  if (!rows[0]?.there) return
  // What that start had set going may still be at work, for whoever kills the start does not kill that: it holds Prisma's lock.
  await client.query('SELECT pg_advisory_lock($1)', [PRISMA_LOCK])
  try {
    const interrupted = 'finished_at IS NULL AND rolled_back_at IS NULL AND logs IS NULL'
    await client.query(`UPDATE _prisma_migrations SET finished_at = now() WHERE ${interrupted} AND applied_steps_count > 0`)
    await client.query(`UPDATE _prisma_migrations SET rolled_back_at = now() WHERE ${interrupted}`)
  } finally {
    await client.query('SELECT pg_advisory_unlock($1)', [PRISMA_LOCK])
  }
}
