import 'server-only'
import { createHash } from 'node:crypto'
import { PrismaPg } from '@prisma/adapter-pg'
import { LRUCache } from 'lru-cache'
import pg from 'pg'
import { Prisma, PrismaClient } from '#prisma/generated/client.ts'
import { env } from '#server/env.ts'
import { log } from '#server/log.ts'
import { isSilent, noteOutage } from '#server/outage.ts'
import { giveUpSilent } from '#server/silence.ts'

export { Prisma }
/** Inside a transaction the same calls go to `tx`. */
export type Tx = Prisma.TransactionClient

type Waiting = {
  pool: pg.PoolConfig
  /** How long Postgres may say nothing after it was asked something, in milliseconds. */
  silence: number
  transactions: { maxWait: number; timeout: number }
  /** What each connection is told first. */
  begin?: (client: pg.ClientBase) => Promise<void>
  /** Names what Prisma asks, so that each connection plans it once and keeps the plan; an empty name is planned anew each time. */
  statementNameGenerator?: (query: { sql: string; args: unknown[] }) => string
}
/** How long a connection rests before it is closed, in milliseconds. What it has planned goes with it, and takes longer than most of what is asked. */
const REST = 10 * 60 * 1000

/**
 * How long anybody waits for the database, in milliseconds: a rush of writers for a connection and for one another, before anybody is
 * refused. Postgres itself ends a statement that takes too long; a Postgres that does not answer any more is given up a little later. Who asks
 * right after somebody has waited in vain is refused at once, so that ten seconds are the most.
 */
const SOON: Waiting = {
  pool: {
    max: 10,
    idleTimeoutMillis: REST,
    connectionTimeoutMillis: 9_000,
    statement_timeout: 8_000,
  },
  begin: planOnce,
  silence: 9_000,
  transactions: { maxWait: 9_000, timeout: 15_000 },
  statementNameGenerator: nameOften,
}
/** Nobody waits for it: it may take long, and wait until the same work is done in another process. */
const LATER: Waiting = {
  pool: { max: 2, connectionTimeoutMillis: 60_000, statement_timeout: 120_000 },
  silence: 150_000,
  transactions: { maxWait: 60_000, timeout: 120_000 },
}

/** Most of what is asked is asked again with other values, and planning it anew would take longer than doing it. */
async function planOnce(client: pg.ClientBase): Promise<void> {
  await client.query('SET plan_cache_mode = force_generic_plan')
}

/** Whom `pg` calls back with a connection, or with why there is none. */
type Opened = (error: Error | undefined, ...more: unknown[]) => void
type Database = { pool: pg.Pool; prisma: PrismaClient }
// Next compiles routes into several bundles: the process, not the module, owns the connections.
const holder = globalThis as typeof globalThis & { studycircleDatabase?: Database; studycirclePatientDatabase?: Database }

function database(): Database {
  holder.studycircleDatabase ??= connect(SOON)
  return holder.studycircleDatabase
}

function connect({ pool: config, silence, transactions, begin, statementNameGenerator = () => '' }: Waiting): Database {
  const url = env().DATABASE_URL
  if (!url) throw new Error('DATABASE_URL is not set: start Studycircle with "npm start", which sets it for its own database.')
  const onConnect = async (client: pg.ClientBase) => {
    giveUpSilent(client, silence)
    await begin?.(client)
  }
  const pool = new pg.Pool({ connectionString: url, keepAlive: true, onConnect, ...config })
  // An idle connection that breaks (a restarted database) is replaced at the next query; unheard, it would end the process.
  pool.on('error', (error) => log().warn({ err: error.message }, 'database connection lost'))
  const open = pool.connect.bind(pool) as (call?: Opened) => Promise<pg.PoolClient>
  pool.connect = ((call?: Opened) => {
    if (isSilent()) {
      const error = new Error('Connection terminated before it was made: the database does not answer')
      return call ? call(error) : Promise.reject(error)
    }
    const opened = open(call)
    if (!call) opened.catch(noteOutage)
    return opened
  }) as typeof pool.connect
  const query = pool.query.bind(pool) as (...given: unknown[]) => unknown
  pool.query = ((...given: unknown[]) => {
    const answer = query(...given)
    if (answer instanceof Promise) answer.then(() => noteOutage(null), noteOutage)
    return answer
  }) as typeof pool.query
  return { pool, prisma: new PrismaClient({ adapter: new PrismaPg(pool, { statementNameGenerator }), transactionOptions: transactions }) }
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

/** Prisma's statements by how often they were asked lately. */
const asked = new LRUCache<string, number>({ max: 1_000 })
/** From so many times on a statement is kept planned. A plan takes memory on every connection: what is rare is not worth it. */
const OFTEN = 10
/** A statement with more values than this has a list in it, and another text with the next list. */
const MOST_VALUES = 30

/** Names what is asked again and again. Planning takes most of what such a statement takes of Postgres: up to 40 ms, where running it takes one. */
function nameOften({ sql, args }: { sql: string; args: unknown[] }): string {
  if (args.length > MOST_VALUES) return ''
  const times = (asked.get(sql) ?? 0) + 1
  asked.set(sql, times)
  return times > OFTEN ? nameOf(sql) : ''
}

const names = new Map<string, string>()

/** One name for one text, also among the bundles that Next makes of this file. */
export function nameOf(text: string): string {
  const name = names.get(text) ?? createHash('sha256').update(text).digest('base64url')
  names.set(text, name)
  return name
}

/** Runs a statement past Prisma, under the name by which each connection keeps it planned: for what is asked all day long. */
export async function askNamed<Row>(query: { name: string; text: string; values: unknown[] }): Promise<Row[]> {
  const { rows } = await pool().query(query)
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

/** Whether a prepared statement failed because there is a row with the same key. */
export const isTaken = (error: unknown): boolean => error instanceof pg.DatabaseError && error.code === '23505'

/** Whether an error is Postgres refusing a second row with the same key. */
export function isDuplicate(error: unknown): boolean {
  return error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2002'
}
