import { setTimeout as delay } from 'node:timers/promises'
import pg from 'pg'
import { afterAll, afterEach, expect, test } from 'vitest'
import { env } from '#server/env.ts'
import { isOutage, noteOutage } from '#server/outage.ts'
import { giveUpSilent } from '#server/silence.ts'

const SILENCE = 400
const clients: pg.Client[] = []
afterEach(async () => {
  for (const client of clients.splice(0)) await client.end()
})
// The database of the tests is there.
afterAll(() => noteOutage(null))

async function connected(): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: env().DATABASE_URL })
  client.on('error', () => {})
  clients.push(client)
  await client.connect()
  giveUpSilent(client, SILENCE)
  return client
}

const isThere = async (client: pg.Client) => (await client.query('SELECT 1 AS one')).rows[0].one === 1

test('a connection that is asked nothing rests as long as it likes, and is given up when it is asked and nothing comes', async () => {
  const client = await connected()
  await delay(2 * SILENCE)
  expect(await isThere(client)).toBe(true)
  await delay(2 * SILENCE)
  const ended = new Promise<void>((resolve) => client.once('end', resolve))
  const started = performance.now()
  const error = await client.query('SELECT pg_sleep(20)').catch((error: unknown) => error)
  expect(performance.now() - started).toBeLessThan(10_000)
  expect(isOutage(error)).toBe(true)
  await ended
})

test('so is one whose answer stops in its middle, or that is in a transaction; one that fails is not', async () => {
  const client = await connected()
  await expect(client.query('SELECT nothing FROM nowhere')).rejects.toMatchObject({ code: '42P01' })
  await client.query('BEGIN')
  await delay(2 * SILENCE)
  expect(await isThere(client)).toBe(true)
  const words = `SELECT repeat('word ', 4000), CASE WHEN n = 9 THEN pg_sleep(20) END FROM generate_series(1, 9) n`
  expect(isOutage(await client.query(words).catch((error: unknown) => error))).toBe(true)
})
