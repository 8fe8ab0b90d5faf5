import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import pg from 'pg'
import { afterAll, inject, onTestFinished } from 'vitest'
import { migrate } from '#scripts/migrate.ts'
import { listMigrations } from '#scripts/migrations.ts'
import { databaseUrl } from '#tests/support/postgres.ts'

/** The last migration that people's installations have. What is newer may still change; this and what is older never does. */
const RELEASED = '20261123170000_chapters_that_are_gone'

/** What Prisma keeps of the migrations that it has applied. */
const LEDGER = `
  CREATE TABLE _prisma_migrations (id VARCHAR(36) PRIMARY KEY, checksum VARCHAR(64) NOT NULL, finished_at TIMESTAMPTZ,
    migration_name VARCHAR(255) NOT NULL, logs TEXT, rolled_back_at TIMESTAMPTZ, started_at TIMESTAMPTZ NOT NULL DEFAULT now(),
    applied_steps_count INTEGER NOT NULL DEFAULT 0)`
const ENTRY = `
  INSERT INTO _prisma_migrations (id, checksum, finished_at, migration_name, applied_steps_count) VALUES (gen_random_uuid(), $1, now(), $2, 1)`

export type Row = Record<string, unknown>
export type Tables = Map<string, Row[]>

export type OldDatabase = {
  url: string
  client: pg.Client
  /** Every row of every table. */
  read: () => Promise<Tables>
  /** Brings it up to date, as a start of the program does. */
  migrate: () => Promise<number>
}

/**
 * A database without any tables, which is gone when the test is over.
 * @param template another one that it is a copy of
 */
export async function emptyDatabase(template?: string): Promise<OldDatabase> {
  const { drop, ...database } = await makeDatabase(template)
  onTestFinished(drop)
  return database
}

/**
 * Databases of the last release for the tests of one file. Each is made once, when the first copy is asked for, since bringing one up to date takes
 * longer than all that is asked of it; and gone when the file is done, while this module stays for the next one.
 */
export function oldDatabases() {
  const released = madeOnce(async () => {
    const database = await makeDatabase()
    await release(database)
    return database
  })
  const upgraded = madeOnce(async () => {
    const database = await makeDatabase(await released())
    await database.migrate()
    return database
  })
  return {
    /** A database as the last release left it, with rows in every table. It is gone when the test is over. */
    releasedDatabase: async () => emptyDatabase(await released()),
    /** The same, brought up to date as it was. It is gone when the test is over. */
    upgradedDatabase: async () => emptyDatabase(await upgraded()),
    /** The same for all tests of a file. Whoever has it drops it. */
    makeUpgradedDatabase: async () => makeDatabase(await upgraded()),
  }
}

/** Names a template for copies: nobody may be connected to it, so it is closed before it is named. */
function madeOnce(make: () => ReturnType<typeof makeDatabase>): () => Promise<string> {
  let made: ReturnType<typeof makeDatabase> | undefined
  afterAll(async () => (await made)?.drop())
  const makeAndClose = async () => {
    const database = await make()
    await database.client.end()
    return database
  }
  return async () => {
    made ??= makeAndClose()
    return new URL((await made).url).pathname.slice(1)
  }
}

async function release({ client }: OldDatabase): Promise<void> {
  await client.query(LEDGER)
  for (const { name: migration, checksum } of listMigrations().filter((each) => each.name <= RELEASED)) {
    await client.query(readFileSync(`prisma/migrations/${migration}/migration.sql`, 'utf8'))
    await client.query(ENTRY, [checksum, migration])
  }
  await client.query(readFileSync('tests/fixtures/released-rows.sql', 'utf8'))
}

async function makeDatabase(template = 'template1'): Promise<OldDatabase & { drop: () => Promise<void> }> {
  const server = inject('testServer')
  const name = `studycircle_old_${randomBytes(6).toString('hex')}`
  const admin = new pg.Client({ connectionString: server })
  await admin.connect()
  await admin.query(`CREATE DATABASE ${name} TEMPLATE ${template}`)
  const url = databaseUrl(server, name)
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  const drop = async () => {
    await client.end()
    await admin.query(`DROP DATABASE ${name} WITH (FORCE)`)
    await admin.end()
  }
  return { url, client, read: () => readAll(client), migrate: () => migrate(url), drop }
}

/** The tables of a database, without Prisma's own. */
export async function listTables(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' AND tablename <> '_prisma_migrations' ORDER BY 1`,
  )
  return rows.map(({ name }) => name)
}

async function readAll(client: pg.Client): Promise<Tables> {
  const tables: Tables = new Map()
  for (const name of await listTables(client)) {
    // In the order in which they were written, whatever the tables are keyed by.
    const { rows } = await client.query<{ row: Row }>(`SELECT to_jsonb(t) AS row FROM ${pg.escapeIdentifier(name)} t`)
    const lines = rows.map(({ row }) => row).sort((one, other) => keyOf(one).localeCompare(keyOf(other)))
    tables.set(name, lines)
  }
  return tables
}

/** Rows are told apart by what no migration changes of them. */
const keyOf = (row: Row) =>
  String(
    row.id ??
      [row.group_id, row.meeting_id, row.user_id, row.chapter, row.slug, row.guide_slug, row.name, row.revision, row.key, row.token].join(
        ' ',
      ),
  )
