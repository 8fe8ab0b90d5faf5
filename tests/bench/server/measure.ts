import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { parseArgs } from 'node:util'
import { encode } from 'next-auth/jwt'
import type { Chapter } from '#domain/guide.ts'
import { openDatabase } from '#scripts/database.ts'
import { readPidFile } from '#scripts/postgres-folder.ts'
import { ensureSecret } from '#scripts/secrets.ts'
import { readSettings, setVariables } from '#scripts/settings.ts'
import { startProxy } from '#tests/bench/common/proxy.ts'
import { median, quick, report } from '#tests/bench/common/report.ts'
import type { Figures } from '#tests/bench/server/load.ts'
import { startApp } from '#tests/support/app-server.ts'

/*
 * The product under load, beside the limit: a bare server of node:http and pg that checks nothing and sends what one prepared statement
 * makes, on the same database, in turns. `--rows 10000` seeds fewer notes than a million (with three times as many replies); several numbers
 * with commas show how cost grows. `--quick` has shorter rounds, `--processes 2` starts several products behind a plain proxy.
 */

const { values: given } = parseArgs({
  args: process.argv.slice(3),
  options: { rows: { type: 'string' }, quick: { type: 'boolean' }, processes: { type: 'string' }, only: { type: 'string' } },
})
const ROWS = (given.rows ?? '10000,100000,1000000').split(',').map(Number)
const PROCESSES = Number(given.processes ?? 1)
const [ROUNDS, SECONDS] = quick ? [1, 3] : [3, 6]
const CONNECTIONS = [1, 16, 64]
const SECRET = 'a-secret-that-only-the-bench-uses-0123456789'

/** The same database as the one who owns its tables. */
function asSuperuser(databaseUrl: string, folder: string): string {
  const url = new URL(databaseUrl)
  url.username = 'postgres'
  url.password = ensureSecret(folder, 'database-password')
  return url.href
}

/** The bare server, in a process of its own. */
async function startLimit(databaseUrl: string): Promise<{ url: string; process: ChildProcess }> {
  const child = spawn(process.execPath, ['tests/bench/server/limit.ts', databaseUrl], { stdio: ['ignore', 'pipe', 'inherit'] })
  const [line] = await once(createInterface(child.stdout), 'line')
  return { url: `http://127.0.0.1:${JSON.parse(line).port}`, process: child }
}

const dataDir = mkdtempSync(path.join(tmpdir(), 'studycircle-bench-'))
setVariables({ DATA_DIR: dataDir, DATABASE_URL: '', LOG_LEVEL: 'error', AUTH_SECRET: SECRET, CONTENT_DIR: 'content' })
const settings = readSettings('production')
const { used, load } = await import('#tests/bench/server/load.ts')
const { makeCases } = await import('#tests/bench/server/cases.ts')
const { findContentGuide } = await import('#server/content/content-guides.ts')
const GUIDE = 'trotsky'
const [talked, asked] = ((await findContentGuide(GUIDE))?.chapters ?? []) as [Chapter, Chapter]

type Row = { name: string; connections: number; goal: number | null; ours: number; limit: number; ratio: number } & Record<string, unknown>

async function bench(rows: number): Promise<{ rows: number; seeded: number; idle: number; after: number; results: Row[] }> {
  const { seed } = await import('#tests/bench/server/seed.ts')
  const folder = path.join(dataDir, String(rows))
  const database = await openDatabase({ ...settings, DATA_DIR: folder })
  const running: { stop: () => unknown }[] = [{ stop: database.close }]
  try {
    const begun = performance.now()
    const places = await seed(asSuperuser(database.url, folder), rows, [{ ...talked, length: talked.text.length }, asked])
    const seeded = Math.round((performance.now() - begun) / 1000)
    const apps = []
    for (let at = 0; at < PROCESSES; at++) {
      const app = await startApp({ dataDir: folder, env: { AUTH_SECRET: SECRET, CONTENT_DIR: 'content' } })
      running.unshift(app)
      apps.push(app)
    }
    const limit = await startLimit(database.url)
    running.unshift({ stop: () => limit.process.kill() })
    const proxy = PROCESSES > 1 ? await startProxy(apps.map(({ url }) => url)) : null
    if (proxy) running.unshift({ stop: proxy.close })
    const url = proxy?.url ?? apps[0]?.url ?? ''
    const pids = apps.map((app) => app.process.pid ?? 0)
    const postgres = readPidFile(path.join(folder, 'postgres'))?.pid ?? 0
    const memory = () => Math.max(...pids.map((pid) => used(pid).memory))
    const page = await (await fetch(`${url}/guides/${GUIDE}/${talked.slug}`)).text()
    await fetch(`${limit.url}/keep`, { method: 'POST', body: page })
    const cookieOf = async (sid: string) => `next-auth.session-token=${await encode({ token: { sid }, secret: SECRET })}`
    const cases = await makeCases(places, { guide: GUIDE, chapter: talked.slug, origin: url, cookieOf })
    const idle = memory()
    const results: Row[] = []
    for (const { name, goal, ours, limit: bare } of cases) {
      if (given.only && !name.includes(given.only)) continue
      // Both are warm before anything is counted.
      for (const [where, asks] of [
        [url, ours],
        [limit.url, bare],
      ] as const)
        await load(where, asks, { connections: 16, seconds: 2, processes: pids, postgres })
      for (const connections of rows === Math.max(...ROWS) ? CONNECTIONS : [16]) {
        const rounds: Record<'one' | 'other', Figures>[] = []
        for (let round = 0; round < ROUNDS; round++) {
          const one = await load(url, ours, { connections, seconds: SECONDS, processes: pids, postgres })
          const other = await load(limit.url, bare, { connections, seconds: SECONDS, processes: [limit.process.pid ?? 0], postgres })
          if (one.failed + other.failed > 0) console.error(`${name}: ${one.failed} and ${other.failed} requests were not answered well.`)
          rounds.push({ one, other })
        }
        const of = (side: 'one' | 'other', figure: 'rate' | 'p50' | 'p99' | 'bytes' | 'cpu' | 'postgres') =>
          median(rounds.map((round) => round[side][figure]))
        const row = {
          ...{
            name,
            connections,
            goal,
            ours: of('one', 'rate'),
            limit: of('other', 'rate'),
            ratio: of('one', 'rate') / of('other', 'rate'),
          },
          ...{ p50: of('one', 'p50'), p99: of('one', 'p99'), kilobytes: of('one', 'bytes') / 1000 },
          ...{
            cpu: of('one', 'cpu'),
            postgres: of('one', 'postgres'),
            limitCpu: of('other', 'cpu'),
            limitPostgres: of('other', 'postgres'),
          },
        }
        results.push(row)
        tell(row)
      }
    }
    return { rows, seeded, idle, after: memory(), results }
  } finally {
    for (const { stop } of running) await stop()
  }
}

function tell({ name, connections, goal, ours, limit, ratio, ...more }: Row): void {
  const { p50, p99, kilobytes, cpu, postgres, limitCpu, limitPostgres } = more as Record<string, number>
  console.log(
    `${name.padEnd(26)} ${String(connections).padStart(2)} conn  ${ours.toFixed(0).padStart(6)}/s of ${limit.toFixed(0).padStart(6)}/s = ${ratio.toFixed(2)}` +
      `${goal ? ` (goal ${goal})` : ''}  p50 ${p50} p99 ${p99} ms  ${kilobytes?.toFixed(1)} kB` +
      `  CPU ms ${cpu?.toFixed(2)} + Postgres ${postgres?.toFixed(2)} (limit ${limitCpu?.toFixed(2)} + ${limitPostgres?.toFixed(2)})`,
  )
}

const all = []
try {
  for (const rows of ROWS) {
    console.log(`\n${rows} notes, ${3 * rows} replies, ${PROCESSES} process${PROCESSES > 1 ? 'es' : ''}`)
    const one = await bench(rows)
    console.log(`Seeded in ${one.seeded} s. Memory of a process: ${one.idle} MB idle, ${one.after} MB after the load.`)
    all.push(one)
  }
} finally {
  rmSync(dataDir, { recursive: true, force: true })
}
report('server', { processes: PROCESSES, all })
