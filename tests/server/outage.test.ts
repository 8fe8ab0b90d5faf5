import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { GET as getAccount } from '#app/api/account/route.ts'
import { GET as listGroups } from '#app/api/groups/route.ts'
import { GET as health } from '#app/api/health/route.ts'
import { POST as recover } from '#app/api/recovery/route.ts'
import { migrate } from '#scripts/migrate.ts'
import { type RunningPostgres, startPostgres } from '#scripts/postgres.ts'
import { db, disconnect, patientDb } from '#server/db.ts'
import { isDatabaseAway, isOutage } from '#server/outage.ts'
import { openRoute } from '#server/route.ts'
import { createUser } from '#tests/support/factories.ts'
import { freezePostgres, killPostgres } from '#tests/support/freeze.ts'
import { call, signedIn, signedOut } from '#tests/support/request.ts'
import { changeSettings } from '#tests/support/settings.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'outage-'))
const dir = path.join(folder, 'postgres')
let postgres: RunningPostgres
let headers: Record<string, string>
const given = process.env.DATABASE_URL

/** A Postgres of its own, which can be stopped without stopping other tests. */
beforeAll(async () => {
  chmodSync(folder, 0o711)
  postgres = await startPostgres({ dir, password: 'only-for-tests', settings: { fsync: 'off' } })
  const url = `postgres://postgres:only-for-tests@127.0.0.1:${postgres.port}/postgres`
  await migrate(url)
  await disconnect()
  changeSettings({ DATABASE_URL: url })
  headers = await signedIn(await createUser())
})

afterAll(async () => {
  await disconnect()
  await postgres.stop()
  changeSettings({ DATABASE_URL: given ?? '' })
  rmSync(folder, { recursive: true, force: true })
})

/** Everything that somebody may be waiting for. */
const asks = (): [string, Promise<Response>][] => [
  ['health', call(health, { headers: signedOut() })],
  ['account', call(getAccount, { headers })],
  ['groups', call(listGroups, { headers })],
  [
    'recovery',
    call(recover, { method: 'POST', headers: signedOut(), body: { username: 'nobody', code: 'x', password: 'four quiet herons' } }),
  ],
]

async function refusals(): Promise<unknown[]> {
  return Promise.all(
    asks().map(async ([name, answer]) => {
      const { status, headers } = await answer
      return [name, status, headers.get('retry-after')]
    }),
  )
}

const LATER = ['health', 'account', 'groups', 'recovery'].map((name) => [name, 503, '5'])

// Before there was a bound, these waited without end: the time that the test has would be over.
test('while Postgres does not answer, every request gets "later"', async () => {
  expect((await call(listGroups, { headers })).status).toBe(200)
  const thaw = freezePostgres(dir)
  try {
    expect(await refusals()).toEqual(LATER)
    expect(isDatabaseAway()).toBe(true)
  } finally {
    thaw()
  }
  // Frozen connections are given up, and new ones made.
  while ((await call(listGroups, { headers })).status !== 200) await delay(50)
  expect(isDatabaseAway()).toBe(false)
})

// Those who ask meanwhile would go with the next statement, and wait for that one as long again.
test('nobody waits for ten seconds, whenever they ask while Postgres does not answer', async () => {
  const waits: number[] = []
  const thaw = freezePostgres(dir)
  try {
    const all: Promise<unknown>[] = []
    // Each time in a turn of its own, for as long as it takes until the first are refused.
    while (waits.length === 0) {
      const started = performance.now()
      for (const [name, answer] of asks()) {
        all.push(
          answer.then(({ status }) => {
            waits.push(performance.now() - started)
            return [name, status]
          }),
        )
      }
      await delay(500)
    }
    for (const told of await Promise.all(all)) expect(told).toEqual([expect.anything(), 503])
    // Who goes on after that is not kept waiting once more: not for a question, and not for a transaction.
    const started = performance.now()
    const again = await Promise.allSettled([call(listGroups, { headers }), db().$transaction(async (tx) => tx.user.count())])
    expect(again).toMatchObject([{ value: { status: 503 } }, { status: 'rejected' }])
    expect(performance.now() - started).toBeLessThan(3_000)
  } finally {
    thaw()
  }
  while ((await call(listGroups, { headers })).status !== 200) await delay(50)
  expect(Math.max(...waits)).toBeLessThan(10_000)
})

test('a statement that takes too long is ended; work that nobody waits for may take longer', async () => {
  const sleep = openRoute({ input: z.object({}), run: () => db().$queryRaw`SELECT pg_sleep(20)::text` })
  const patient = patientDb().$queryRaw`SELECT pg_sleep(11)::text`
  const [answer] = await Promise.all([call(sleep, { headers: signedOut() }), patient])
  expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '5'])
})

test('when Postgres is gone too, until it is back', async () => {
  const refused: Response[] = []
  let back = false
  while (!back) {
    // It may be back before anybody has noticed that it was gone: then it goes again.
    if (refused.length === 0) killPostgres(dir)
    const answer = await call(listGroups, { headers })
    if (answer.status !== 200) refused.push(answer)
    back = answer.status === 200 && refused.length > 0
    await delay(20)
  }
  for (const { status, headers } of refused) expect([status, headers.get('retry-after')]).toEqual([503, '5'])
})

test.each([new Error('x'), new TypeError('fetch failed'), null, 'timeout', { code: 'P2002' }, { code: '23505' }])(
  '%s is no outage',
  (error) => {
    expect(isOutage(error)).toBe(false)
  },
)
