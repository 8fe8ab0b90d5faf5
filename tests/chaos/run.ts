import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import pg from 'pg'
import { DEMO_USERNAMES } from '#prisma/demo.ts'
import { readPidFile } from '#scripts/postgres-folder.ts'
import { table } from '#tests/bench/common/report.ts'
import { ask, keepWriting, newTally, PATIENCE, signIn, type Tally, type Write } from '#tests/chaos/writer.ts'
import { type AppServer, startApp } from '#tests/support/app-server.ts'
import { addDemo } from '#tests/support/demo.ts'
import { freezePostgres, killPostgres } from '#tests/support/freeze.ts'

/*
 * Two processes of the product on one database, six people who write without pause, one who reads the guide, and each round one fault. Then
 * it counts: everything that was acknowledged must be stored once and with its words, and nothing twice. The last line is JSON.
 *
 * `npm run chaos -- --rounds 5` does each fault so often; twice unless told.
 */
const at = process.argv.indexOf('--rounds')
const ROUNDS = at > 0 ? Number(process.argv[at + 1]) : 2
/** Milliseconds before a fault, and after everything works again. */
const CALM = 2_500
/** Milliseconds after the end of a fault within which both processes acknowledge what is written. */
const RECOVERY = 5_000

const dataDir = mkdtempSync(path.join(tmpdir(), 'studycircle-chaos-'))
const cluster = path.join(dataDir, 'postgres')
const settings = { LOG_LEVEL: 'error' }
const apps: AppServer[] = [await startApp({ dataDir, env: settings })]
const portOf = ({ url }: AppServer) => Number(new URL(url).port)

/** Asks the database as its superuser. */
async function query<Row extends pg.QueryResultRow>(sql: string, values: unknown[] = []): Promise<Row[]> {
  const port = readPidFile(cluster)?.port
  const password = readFileSync(path.join(dataDir, 'secrets', 'database-password'), 'utf8').trim()
  const client = new pg.Client({ host: '127.0.0.1', port, user: 'postgres', password, database: 'studycircle' })
  await client.connect()
  try {
    return (await client.query<Row>(sql, values)).rows
  } finally {
    await client.end()
  }
}

/** Kills one of the two processes; it is started again on its port at once. */
async function killApp(round: number): Promise<number> {
  const index = round % apps.length
  const killed = apps[index] as AppServer
  await killed.kill()
  const ended = performance.now()
  apps[index] = await startApp({ dataDir, port: portOf(killed), env: settings })
  return ended
}

function killDatabase(): number {
  if (!killPostgres(cluster)) throw new Error('There is no Postgres to be killed.')
  return performance.now()
}

async function freeze(): Promise<number> {
  const thaw = freezePostgres(cluster)
  // Longer than anybody is kept waiting.
  await delay(15_000)
  thaw()
  return performance.now()
}

/** Each does its harm, and tells when nobody did any more (`performance.now()`). */
const FAULTS: [string, (round: number) => number | Promise<number>][] = [
  ['none: two processes', () => performance.now()],
  ['kill -9 of a process', killApp],
  ['kill -9 of Postgres', killDatabase],
  ['Postgres frozen for 15 s', freeze],
]

/** Waits until both processes have acknowledged something since a moment. @returns how many milliseconds after it that was */
async function recovered(tally: Tally, since: number): Promise<number> {
  const times = () => apps.map(({ url }) => (tally.acknowledged.get(url) ?? 0) - since)
  while (times().some((time) => time < 0) && performance.now() - since < PATIENCE) await delay(10)
  return times().some((time) => time < 0) ? PATIENCE : Math.max(...times())
}

type Count = { acknowledged: number; stored: number; lost: number; twice: number; otherWords: number }

/** What the database keeps of what was written. */
async function count(written: Write[]): Promise<Count> {
  const rows = await query<{ id: string; body: string }>('SELECT id, body FROM comments WHERE body = ANY($1) OR id = ANY($2)', [
    written.map(({ body }) => body),
    written.map(({ id }) => id),
  ])
  const kept = new Map(rows.map(({ id, body }) => [id, body]))
  const acknowledged = written.filter((write) => write.acknowledged)
  return {
    acknowledged: acknowledged.length,
    stored: rows.length,
    lost: acknowledged.filter(({ id }) => !kept.has(id)).length,
    twice: rows.length - new Set(rows.map(({ body }) => body)).size,
    otherWords: written.filter(({ id, body }) => kept.has(id) && kept.get(id) !== body).length,
  }
}

/** Reads a page of the guide again and again, at whichever process is there. */
async function keepReading(stop: AbortSignal): Promise<Tally> {
  const tally = newTally()
  while (!stop.aborted) {
    const before = tally.statuses.get(200) ?? 0
    // One of the two may be gone: as behind a proxy, the other is asked.
    const scratch = newTally()
    for (const { url } of apps) if ((await ask(scratch, `${url}/guides/trotsky/becoming-a-revolutionary`)) === 200) break
    const read = scratch.statuses.has(200)
    tally.statuses.set(read ? 200 : 0, (tally.statuses.get(read ? 200 : 0) ?? 0) + 1)
    tally.slowest = Math.max(tally.slowest, scratch.slowest)
    if ((tally.statuses.get(200) ?? 0) > before) await delay(50)
  }
  return tally
}

async function round(fault: (typeof FAULTS)[number][1], number: number, people: string[], place: Parameters<typeof keepWriting>[2]) {
  const stop = new AbortController()
  const tally = newTally()
  const reading = keepReading(stop.signal)
  const writing = people.map((cookie) => keepWriting(() => apps.map(({ url }) => url), cookie, place, tally, stop.signal))
  await delay(CALM)
  const recovery = await recovered(tally, await fault(number))
  await delay(CALM)
  stop.abort()
  const written = (await Promise.all(writing)).flat()
  return { ...(await count(written)), tally, recovery: Math.round(recovery), reading: await reading }
}

try {
  const demo = await addDemo(dataDir)
  const groupId = demo.groupPath.split('/').pop() ?? ''
  apps.push(await startApp({ dataDir, env: settings }))
  const people = await Promise.all(DEMO_USERNAMES.map((username) => signIn(apps[0]?.url ?? '', username, demo.password)))
  const [thread] = await query<{ chapter: string; question: string }>(
    'SELECT chapter, question_id AS question FROM threads WHERE group_id = $1 AND question_id IS NOT NULL LIMIT 1',
    [groupId],
  )
  if (!thread) throw new Error('the invented group talks about no question')
  const place = { groupId, chapter: thread.chapter, subject: { kind: 'question', questionId: thread.question } }

  const rows: string[][] = []
  const sum = { rounds: 0, acknowledged: 0, lost: 0, twice: 0, otherWords: 0, failures: 0, unread: 0, slowest: 0, recovery: 0 }
  for (let number = 0; number < ROUNDS; number += 1) {
    for (const [name, fault] of FAULTS) {
      const { tally, recovery, reading, ...counted } = await round(fault, number, people, place)
      const of = (status: number) => tally.statuses.get(status) ?? 0
      const failures = [...tally.statuses].reduce((all, [status, times]) => all + (status >= 500 && status !== 503 ? times : 0), 0)
      const unread = reading.statuses.get(0) ?? 0
      const slowest = Math.round(tally.slowest)
      rows.push(
        [
          name,
          counted.acknowledged,
          counted.stored,
          counted.lost,
          counted.twice,
          counted.otherWords,
          of(503),
          of(0),
          failures,
          slowest,
          recovery,
        ].map(String),
      )
      rows.at(-1)?.push(`${reading.statuses.get(200) ?? 0} of ${(reading.statuses.get(200) ?? 0) + unread}`)
      sum.rounds += 1
      for (const key of ['acknowledged', 'lost', 'twice', 'otherWords'] as const) sum[key] += counted[key]
      sum.failures += failures
      sum.unread += unread
      sum.slowest = Math.max(sum.slowest, slowest)
      sum.recovery = Math.max(sum.recovery, recovery)
      console.log(rows.at(-1)?.join('  '))
    }
  }
  const headings = [
    'fault',
    'acknowledged',
    'stored',
    'lost',
    'twice',
    'other words',
    '503',
    'no answer',
    'other 5xx',
    'slowest ms',
    'works again ms',
    'guide read',
  ]
  console.log(`\n${table(headings, rows)}\n`)
  console.log(JSON.stringify(sum))
  if (sum.lost + sum.twice + sum.otherWords + sum.failures + sum.unread > 0 || sum.slowest >= PATIENCE || sum.recovery > RECOVERY)
    process.exitCode = 1
} finally {
  for (const app of apps) await app.stop()
  rmSync(dataDir, { recursive: true, force: true })
}
