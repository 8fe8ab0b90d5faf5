import path from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import pg from 'pg'
import { keepBackup } from '#scripts/backup/keep.ts'
import { migrate } from '#scripts/migrate.ts'
import { startPostgres } from '#scripts/postgres.ts'
import { ensureRole } from '#scripts/postgres-role.ts'
import { Refusal } from '#scripts/refusal.ts'
import { ensureSecret } from '#scripts/secrets.ts'
import { say, step } from '#scripts/terminal.ts'
import type { Env } from '#server/env.ts'

const OLDEST = 15
/** How long a database that is just starting (after a reboot, beside us in a container) is waited for. */
const PATIENCE = 8_000

export type OpenDatabase = {
  /** As the product uses it. */
  url: string
  /** As whoever makes the tables; the same where DATABASE_URL names one user for all. */
  admin: string
  close: () => Promise<void>
}

/**
 * Opens the database of the settings, with its tables up to date: the one of DATABASE_URL, else the project's own,
 * which is started when it is not running.
 * @throws Refusal when it cannot be used, with the reason
 */
export async function openDatabase(settings: Env): Promise<OpenDatabase> {
  const database = await openToMake(settings)
  try {
    const saveFirst = () =>
      step('Writing a backup before the upgrade', async () => (await keepBackup(settings, database.admin, 'before-upgrade')).file)
    await step('Bringing the database up to date', () => migrate(database.admin, saveFirst))
    return await forProduct(settings, database.admin, database.close)
  } catch (error) {
    await database.close()
    throw error
  }
}

const openToMake = ({ DATABASE_URL, DATA_DIR }: Env) => (DATABASE_URL ? openGiven(DATABASE_URL) : openOwn(DATA_DIR))

/** Gives the product's own user its rights, once the tables are there. */
async function forProduct({ DATABASE_URL, DATA_DIR }: Env, admin: string, close: () => Promise<void>): Promise<OpenDatabase> {
  return { url: DATABASE_URL ? admin : await asProduct(admin, DATA_DIR), admin, close }
}

/**
 * Opens the database of the settings, which is made when it is absent, for `fill` to make its tables.
 * @throws Refusal when it cannot be used, with the reason
 */
export async function fillDatabase<Result>(settings: Env, fill: (admin: string) => Promise<Result>): Promise<Result> {
  const { admin, close } = await openToMake(settings)
  try {
    const result = await fill(admin)
    await forProduct(settings, admin, close)
    return result
  } finally {
    await close()
  }
}

/**
 * Opens the database of the settings as it is, only to look at it: makes no database and no tables.
 * @throws Refusal when it cannot be used, with the reason
 */
export async function openDatabaseAsIs(settings: Env): Promise<OpenDatabase> {
  const { DATABASE_URL, DATA_DIR } = settings
  if (DATABASE_URL) {
    await check(DATABASE_URL).catch((error: unknown) => {
      throw error instanceof Refusal ? error : cannotUse(DATABASE_URL, error)
    })
    return { url: DATABASE_URL, admin: DATABASE_URL, close: async () => {} }
  }
  const { server, url } = await startOwn(DATA_DIR)
  try {
    return { url: await asProduct(url('studycircle'), DATA_DIR), admin: url('studycircle'), close: server.stop }
  } catch (error) {
    await server.stop()
    throw cannotUse(url('studycircle'), error)
  }
}

/** Starts our own Postgres. @returns it, with the addresses of its databases as their superuser, who makes the tables and nothing else */
async function startOwn(dataDir: string) {
  const password = ensureSecret(dataDir, 'database-password')
  const dir = path.resolve(dataDir, 'postgres')
  const server = await step('Starting the database', () => startPostgres({ dir, password, say }))
  return { server, url: (name: string) => `postgres://postgres:${password}@127.0.0.1:${server.port}/${name}` }
}

/** The same database as the product uses it, with its own password. */
const asProduct = (admin: string, dataDir: string) => ensureRole(admin, ensureSecret(dataDir, 'product-database-password'))

async function openOwn(dataDir: string): Promise<Omit<OpenDatabase, 'url'>> {
  const { server, url } = await startOwn(dataDir)
  try {
    await createDatabase(url('postgres'), 'studycircle')
    return { admin: url('studycircle'), close: server.stop }
  } catch (error) {
    await server.stop()
    throw error
  }
}

async function openGiven(url: string): Promise<Omit<OpenDatabase, 'url'>> {
  await step('Waiting for the database', () => waitFor(url))
  return { admin: url, close: async () => {} }
}

async function waitFor(url: string): Promise<void> {
  const deadline = Date.now() + PATIENCE
  for (;;) {
    try {
      return await check(url)
    } catch (error) {
      if (error instanceof Refusal) throw error
      const { code } = error as { code?: string }
      if (code === '3D000') await createGiven(url)
      else if (!['ECONNREFUSED', '57P03'].includes(code ?? '') || Date.now() > deadline) throw cannotUse(url, error)
      await delay(200)
    }
  }
}

async function check(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: PATIENCE })
  try {
    await client.connect()
    const { rows } = await client.query<{ version: number; encoding: string }>(
      `SELECT current_setting('server_version_num')::int / 10000 AS version, current_setting('server_encoding') AS encoding`,
    )
    const { version = 0, encoding = '' } = rows[0] ?? {}
    if (version < OLDEST) throw new Refusal(`The database at ${host(url)} is Postgres ${version}; Studycircle needs ${OLDEST} or newer.`)
    if (encoding !== 'UTF8') throw new Refusal(`The database at ${host(url)} keeps text as ${encoding}. Make one with the encoding UTF8.`)
  } finally {
    await client.end().catch(() => {})
  }
}

const host = (url: string) => URL.parse(url)?.host || 'the given address'
const nameOf = (url: string) => decodeURIComponent(URL.parse(url)?.pathname.slice(1) ?? '')

async function createGiven(url: string): Promise<void> {
  const server = new URL(url)
  server.pathname = '/postgres'
  try {
    await createDatabase(server.href, nameOf(url))
    say(`Made the database "${nameOf(url)}" at ${host(url)}.`)
  } catch {
    throw new Refusal(`There is no database "${nameOf(url)}" at ${host(url)}, and it could not be made. Make it, or change DATABASE_URL.`)
  }
}

/** Makes a database unless it is there. */
async function createDatabase(server: string, name: string): Promise<void> {
  const client = new pg.Client({ connectionString: server })
  await client.connect()
  try {
    const { rows } = await client.query('SELECT FROM pg_database WHERE datname = $1', [name])
    if (rows.length === 0) await client.query(`CREATE DATABASE ${pg.escapeIdentifier(name)}`)
  } catch (error) {
    // Another process made it at the same moment.
    if (!['42P04', '23505'].includes((error as { code?: string }).code ?? '')) throw error
  } finally {
    await client.end()
  }
}

const REASONS: Record<string, string> = {
  '3D000': 'it is not there. Start the product once, or correct DATABASE_URL.',
  ECONNREFUSED: 'nothing answers there (connection refused). Start it, or correct DATABASE_URL.',
  ENOTFOUND: 'there is no machine of that name. Correct DATABASE_URL.',
  EAI_AGAIN: 'the name of the machine cannot be looked up. Check the network, or correct DATABASE_URL.',
  '57P03': 'it is not accepting connections yet. Wait a moment and start again.',
  '53300': 'it has no free connection left. Allow it more, or end others.',
  '28P01': 'it refuses the user name or password. Correct DATABASE_URL.',
  '28000': 'it refuses this user. Correct DATABASE_URL, or let the user in.',
}

/** The reason in a sentence; never the password, which stands in DATABASE_URL. */
function cannotUse(url: string, error: unknown): Refusal {
  const { code = '', message } = error as { code?: string; message: string }
  const password = decodeURIComponent(URL.parse(url)?.password ?? '')
  const said = message === 'timeout expired' ? 'it took too long to answer' : password ? message.replaceAll(password, '…') : message
  return new Refusal(`The database at ${host(url)} cannot be used: ${REASONS[code] ?? `${said}.`}`)
}
