import { setTimeout as delay } from 'node:timers/promises'
import pg from 'pg'
import type { Ask } from '#tests/bench/server/load.ts'

/** So many requests are counted, one after another. */
const COUNTED = 20
/** Milliseconds after which a connection of Postgres that rests has told what it did. */
const TOLD = 11_000

/**
 * How many transactions a request is: what is asked alone is one, and so is what is written together.
 * @param admin the database, as its superuser
 */
export async function transactionsOf(admin: string, url: string, asks: Ask[]): Promise<number> {
  const other = new URL(admin)
  const name = other.pathname.slice(1)
  other.pathname = '/postgres'
  const client = new pg.Client({ connectionString: other.href })
  await client.connect()
  try {
    const before = await told(client, name)
    for (let at = 0; at < COUNTED; at++) {
      const { path = '/', method = 'GET', headers = {}, body } = asks[at % asks.length] ?? {}
      await (await fetch(url + path, { method, headers, ...(body && { body: body() }) })).arrayBuffer()
    }
    return ((await told(client, name)) - before) / COUNTED
  } finally {
    await client.end()
  }
}

/** Transactions so far, once every connection has told of its own. */
async function told(client: pg.Client, database: string): Promise<number> {
  await delay(TOLD)
  const { rows } = await client.query('SELECT xact_commit + xact_rollback AS all FROM pg_stat_database WHERE datname = $1', [database])
  return Number(rows[0]?.all)
}
