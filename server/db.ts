import 'server-only'
import { PrismaPg } from '@prisma/adapter-pg'
import pg from 'pg'
import { Prisma, PrismaClient } from '#prisma/generated/client.ts'
import { env } from '#server/env.ts'
import { log } from '#server/log.ts'

export { Prisma }
/** Inside a transaction the same calls go to `tx`. */
export type Tx = Prisma.TransactionClient

/** Milliseconds: a rush of writers waits for a connection and for one another before anybody is refused. */
const WAITING = { maxWait: 10_000, timeout: 15_000 }

type Database = { pool: pg.Pool; prisma: PrismaClient }
// Next compiles routes into several bundles: the process, not the module, owns the connections.
const holder = globalThis as typeof globalThis & { studycircleDatabase?: Database }

function database(): Database {
  holder.studycircleDatabase ??= connect()
  return holder.studycircleDatabase
}

function connect(): Database {
  const url = env().DATABASE_URL
  if (!url) throw new Error('DATABASE_URL is not set: start Studycircle with "npm start", which sets it for its own database.')
  const pool = new pg.Pool({ connectionString: url, max: 10, keepAlive: true })
  // An idle connection that breaks (a restarted database) is replaced at the next query; unheard, it would end the process.
  pool.on('error', (error) => log().warn({ err: error.message }, 'database connection lost'))
  return { pool, prisma: new PrismaClient({ adapter: new PrismaPg(pool), transactionOptions: WAITING }) }
}

/** The database, through Prisma. */
export const db = (): PrismaClient => database().prisma
/** The same connections without Prisma, for libraries that want `pg`. */
export const pool = (): pg.Pool => database().pool

/** Closes every connection, for scripts and tests. */
export async function disconnect(): Promise<void> {
  const open = holder.studycircleDatabase
  holder.studycircleDatabase = undefined
  if (!open) return
  // A connection that the database ends while it is being closed is no news.
  open.pool.removeAllListeners('error').on('error', () => {})
  await open.prisma.$disconnect()
  await open.pool.end()
}

/** Whether an error is Postgres refusing a second row with the same key. */
export function isDuplicate(error: unknown): boolean {
  return error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2002'
}
