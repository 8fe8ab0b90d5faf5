import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startProxy } from '#tests/bench/common/proxy.ts'
import { quick, report, table } from '#tests/bench/common/report.ts'
import { type Outcome, play, type Room } from '#tests/bench/live/devices.ts'
import { makeRooms } from '#tests/bench/live/rooms.ts'
import { type AppServer, startApp } from '#tests/support/app-server.ts'

/*
 * Live meetings: how long a tap takes to everybody's screen, whether any is lost or doubled, and what a device costs the server, in one big
 * meeting, in 200 at once, beside a bare server in the same run, and with two processes of which one is killed. Devices, servers and database
 * share this machine. Exit code 1 when something is lost or doubled. With `-- --quick` there are 40 meetings instead of 200.
 */

const MEETINGS = quick ? 40 : 200
const DEVICES = 12
const LOAD = { rate: quick ? 10 : 40, seconds: quick ? 8 : 25 }
const TARGET = { p99: 250, ratio: 2, kb: 25 }
const SECRET = 'for-the-bench-only-for-the-bench-only-for-the-bench'

/** What a server that is weighed is started with. */
const WEIGHED = { NODE_OPTIONS: `--import ${new URL('./live/rest.mjs', import.meta.url)}` }

/**
 * Memory of a process in kB that is not shared with others, once it has thrown away what nobody holds. Without that a run counts how V8 happens
 * to grow, which takes memory in steps of megabytes: the same code came to 20 kB a device and to 27.
 */
async function memoryOf(server: ChildProcess): Promise<number> {
  const rested = new Promise<void>((resolve) => {
    const hear = (text: unknown) => {
      if (!String(text).includes('at rest')) return
      server.stdout?.off('data', hear)
      resolve()
    }
    server.stdout?.on('data', hear)
  })
  server.kill('SIGUSR2')
  await rested
  const [, kb] = /^RssAnon:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${server.pid}/status`, 'utf8')) ?? []
  return Number(kb)
}

async function startBare(database: string, keeps: boolean): Promise<{ url: string; process: ChildProcess }> {
  const env = { ...process.env, ...WEIGHED, DATABASE_URL: database, KEEPS: keeps ? '1' : '' }
  const child = spawn(process.execPath, ['tests/bench/live/bare-server.ts'], { env, stdio: ['ignore', 'pipe', 'inherit'] })
  const port = await new Promise<string>((resolve) =>
    child.stdout.once('data', (text) => resolve(/bare (\d+)/.exec(String(text))?.[1] ?? '')),
  )
  return { url: `http://localhost:${port}`, process: child }
}

type Row = Outcome & { name: string; kbADevice: number | null }

/** Plays, and weighs what the devices add to a process. */
async function measure(name: string, server: { url: string; process: ChildProcess }, rooms: Room[], load: typeof LOAD): Promise<Row> {
  const before = await memoryOf(server.process)
  let after = before
  const opened = async () => {
    after = await memoryOf(server.process)
  }
  const outcome = await play(server.url, rooms, load, { opened })
  return { name, ...outcome, kbADevice: Math.round(((after - before) / outcome.devices) * 10) / 10 }
}

function print(rows: Row[]): void {
  const columns = ['devices', 'taps', 'deliveries', 'p50', 'p99', 'max', 'lost', 'doubled', 'kbADevice'] as const
  const cells = rows.map((row) => [row.name, ...columns.map((column) => String(row[column] ?? '–'))])
  console.log(table(['ms from tap to screen', ...columns], cells))
}

const dataDir = mkdtempSync(join(tmpdir(), 'studycircle-bench-'))
const settings = { LOG_LEVEL: 'error', AUTH_SECRET: SECRET, ...WEIGHED }
const apps: AppServer[] = [await startApp({ dataDir, env: settings })]
const rows: Row[] = []
try {
  const [app] = apps as [AppServer]
  const port = readFileSync(join(dataDir, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[3]
  const password = readFileSync(join(dataDir, 'secrets', 'database-password'), 'utf8').trim()
  const database = `postgres://postgres:${password}@127.0.0.1:${port}/studycircle`
  const sizes = Array.from({ length: MEETINGS }, () => DEVICES)
  // What the first requests load is no device's.
  await play(app.url, await makeRooms(database, SECRET, [2]), { rate: 5, seconds: 1 })
  rows.push(await measure('one meeting', app, await makeRooms(database, SECRET, [30]), { rate: 4, seconds: quick ? 4 : 15 }))
  rows.push(await measure(`${MEETINGS} meetings`, app, await makeRooms(database, SECRET, sizes), LOAD))
  for (const keeps of [false, true]) {
    const bare = await startBare(database, keeps)
    const name = `${MEETINGS} meetings, bare server${keeps ? ' that keeps' : ''}`
    rows.push(await measure(name, bare, await makeRooms(database, SECRET, sizes), LOAD))
    bare.process.kill()
  }
  apps.push(await startApp({ dataDir, env: settings }))
  const proxy = await startProxy(apps.map(({ url }) => url))
  const killed = await play(proxy.url, await makeRooms(database, SECRET, sizes), LOAD, { halfway: () => (apps[1] as AppServer).kill() })
  rows.push({ name: `${MEETINGS} meetings, one of two processes killed`, ...killed, kbADevice: null })
  proxy.close()
} finally {
  for (const app of apps.toReversed()) await app.stop()
  rmSync(dataDir, { recursive: true, force: true })
}
print(rows)
const [, many, bare, keeping] = rows as [Row, Row, Row, Row, Row]
const faults = rows.reduce((sum, { lost, doubled }) => sum + lost + doubled, 0)
if (faults > 0) process.exitCode = 1
const ratioTo = ({ p99 }: Row) => Math.round((many.p99 / Math.max(1, p99)) * 100) / 100
report('live', { target: TARGET, ratio: ratioTo(bare), ratioToKeeping: ratioTo(keeping), rows })
