import 'server-only'
import { createHash } from 'node:crypto'
import { PrismaPg } from '@prisma/adapter-pg'
import pg from 'pg'
import { Prisma, PrismaClient } from '#prisma/generated/client.ts'
import { env } from '#server/env.ts'
import { log } from '#server/log.ts'
import { noteOutage } from '#server/outage.ts'

export { Prisma }
/** Inside a transaction the same calls go to `tx`. */
export type Tx = Prisma.TransactionClient

type Waiting = { pool: pg.PoolConfig; transactions: { maxWait: number; timeout: number } }
/**
 * How long anybody waits for the database, in milliseconds: a rush of writers for a connection and for one another, before anybody is
 * refused. Postgres itself ends a statement that takes too long; a Postgres that does not answer any more is given up a little later.
 */
const SOON: Waiting = {
  pool: { max: 10, connectionTimeoutMillis: 10_000, statement_timeout: 10_000, query_timeout: 12_000, onConnect: planOnce },
  transactions: { maxWait: 10_000, timeout: 15_000 },
}
/** Nobody waits for it: it may take long, and wait until the same work is done in another process. */
const LATER: Waiting = {
  pool: { max: 2, connectionTimeoutMillis: 60_000, statement_timeout: 120_000, query_timeout: 150_000 },
  transactions: { maxWait: 60_000, timeout: 120_000 },
}

/** Most of what is asked is asked again with other values, and planning it anew would take longer than doing it. */
async function planOnce(client: pg.ClientBase): Promise<void> {
  await client.query('SET plan_cache_mode = force_generic_plan')
}

type Database = { pool: pg.Pool; prisma: PrismaClient }
// Next compiles routes into several bundles: the process, not the module, owns the connections.
const holder = globalThis as typeof globalThis & { studycircleDatabase?: Database; studycirclePatientDatabase?: Database }

function database(): Database {
  holder.studycircleDatabase ??= connect(SOON)
  return holder.studycircleDatabase
}

function connect(waiting: Waiting): Database {
  const url = env().DATABASE_URL
  if (!url) throw new Error('DATABASE_URL is not set: start Studycircle with "npm start", which sets it for its own database.')
  const pool = new pg.Pool({ connectionString: url, keepAlive: true, ...waiting.pool })
  // An idle connection that breaks (a restarted database) is replaced at the next query; unheard, it would end the process.
  pool.on('error', (error) => log().warn({ err: error.message }, 'database connection lost'))
  const query = pool.query.bind(pool) as (...given: unknown[]) => unknown
  pool.query = ((...given: unknown[]) => {
    const answer = query(...given)
    if (answer instanceof Promise) answer.then(() => noteOutage(null), noteOutage)
    return answer
  }) as typeof pool.query
  return { pool, prisma: new PrismaClient({ adapter: new PrismaPg(pool), transactionOptions: waiting.transactions }) }
}

/** The database, through Prisma. */
export const db = (): PrismaClient => database().prisma
/** The database for work that nobody waits for, on two connections of its own. */
export function patientDb(): PrismaClient {
  holder.studycirclePatientDatabase ??= connect(LATER)
  return holder.studycirclePatientDatabase.prisma
}

/** The same connections without Prisma, for libraries that want `pg`. */
export const pool = (): pg.Pool => database().pool

const names = new Map<string, string>()

/** Runs a statement that each connection keeps prepared, past Prisma: for what is asked all day long. */
export async function prepared<Row>({ text, values }: Prisma.Sql): Promise<Row[]> {
  // One name for one text, also among the bundles that Next makes of this file.
  const name = names.get(text) ?? createHash('sha256').update(text).digest('base64url')
  names.set(text, name)
  const { rows } = await pool().query({ name, text, values })
  return rows as Row[]
}

/** Closes every connection, for scripts and tests. */
export async function disconnect(): Promise<void> {
  const { studycircleDatabase, studycirclePatientDatabase } = holder
  holder.studycircleDatabase = undefined
  holder.studycirclePatientDatabase = undefined
  for (const open of [studycircleDatabase, studycirclePatientDatabase]) {
    if (!open) continue
    // A connection that the database ends while it is being closed is no news.
    open.pool.removeAllListeners('error').on('error', () => {})
    await open.prisma.$disconnect()
    await open.pool.end()
  }
}

/** Whether an error is Postgres refusing a second row with the same key. */
export function isDuplicate(error: unknown): boolean {
  return error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2002'
}
