import { createHash } from 'node:crypto'
import path from 'node:path'
import pg from 'pg'
import type { TestProject } from 'vitest/node'
import { migrate } from '#scripts/migrate.ts'
import { listMigrations } from '#scripts/migrations.ts'
import { startPostgres } from '#scripts/postgres.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** Server that test databases are made on, as its superuser. */
    testServer: string
    /** Migrated, empty database that each test file's own is cloned from. */
    testTemplate: string
  }
}

const PASSWORD = 'only-for-tests'
const TEMPLATE_LOCK = 5487233

/**
 * Once a run: a real Postgres (TEST_DATABASE_URL, else our own in .data/test) with a migrated template database,
 * which is kept for the next run as long as the migrations stay the same.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const given = process.env.TEST_DATABASE_URL
  const settings = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: '300' }
  const own = given ? null : await startPostgres({ dir: path.resolve('.data/test/postgres'), password: PASSWORD, port: 54340, settings })
  const server = given ?? `postgres://postgres:${PASSWORD}@127.0.0.1:${own?.port}/postgres`
  const template = `studycircle_template_${createHash('sha256').update(JSON.stringify(listMigrations())).digest('hex').slice(0, 12)}`

  const client = new pg.Client({ connectionString: server })
  await client.connect()
  try {
    await client.query('SELECT pg_advisory_lock($1)', [TEMPLATE_LOCK])
    await makeTemplate(client, server, template)
  } finally {
    await client.end()
  }
  project.provide('testServer', server)
  project.provide('testTemplate', template)
  return async () => {
    await own?.stop()
  }
}

/** A template is complete once no one may connect to it any more. */
async function makeTemplate(client: pg.Client, server: string, template: string): Promise<void> {
  const { rows } = await client.query<{ ready: boolean }>('SELECT NOT datallowconn AS ready FROM pg_database WHERE datname = $1', [
    template,
  ])
  if (rows[0]?.ready) return
  const name = pg.escapeIdentifier(template)
  await client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`)
  await client.query(`CREATE DATABASE ${name}`)
  await migrate(databaseUrl(server, template))
  await client.query(`ALTER DATABASE ${name} ALLOW_CONNECTIONS false`)
}

/** The address of another database on the same server. */
export function databaseUrl(server: string, name: string): string {
  const url = new URL(server)
  url.pathname = `/${name}`
  return url.href
}
