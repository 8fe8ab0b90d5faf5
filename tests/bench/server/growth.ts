import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { encode } from 'next-auth/jwt'
import type { Chapter } from '#domain/guide.ts'
import { readSettings, setVariables } from '#scripts/settings.ts'
import { machine, median, quick, report, table } from '#tests/bench/common/report.ts'
import type { Case } from '#tests/bench/server/cases.ts'
import type { Seeded } from '#tests/bench/server/seeded.ts'
import type { AppServer } from '#tests/support/app-server.ts'

/*
 * What a request costs with a few notes and with very many: the product runs on two databases of different sizes at once, which are asked in
 * turns, so that both feel alike whatever else the machine does. Milliseconds of processor of product and Postgres; the last line is JSON.
 * `--rows 10000,1000000` and `--data DIR` as for `npm run bench server`.
 */

const TEXT = { type: 'string' } as const
const { values: given } = parseArgs({ args: process.argv.slice(3), options: { rows: TEXT, data: TEXT, quick: { type: 'boolean' } } })
const ROWS = (given.rows ?? '10000,1000000').split(',').map(Number)
const SECRET = 'a-secret-that-only-the-bench-uses-0123456789'
const GUIDE = 'trotsky'
const CONNECTIONS = 16
const ROUNDS = quick ? 3 : 5

const dataDir = given.data ? path.resolve(given.data) : mkdtempSync(path.join(tmpdir(), 'studycircle-bench-'))
const env = { AUTH_SECRET: SECRET, CONTENT_DIR: 'content' }
setVariables({ ...env, DATA_DIR: dataDir, DATABASE_URL: '', LOG_LEVEL: 'error' })
const settings = readSettings('production')
// Read only now: these files want the settings set.
const { openSeeded } = await import('#tests/bench/server/seeded.ts')
const { makeCases } = await import('#tests/bench/server/cases.ts')
const { load } = await import('#tests/bench/server/load.ts')
const { startApp } = await import('#tests/support/app-server.ts')
const { findContentGuide } = await import('#server/content/content-guides.ts')
const chapters = ((await findContentGuide(GUIDE))?.chapters ?? []) as [Chapter, Chapter]
const cookieOf = async (sid: string) => `next-auth.session-token=${await encode({ token: { sid }, secret: SECRET })}`

type Side = { rows: number; seeded: Seeded; app: AppServer; cases: Case[] }
const sides: Side[] = []

async function open(rows: number): Promise<Side> {
  const seeded = await openSeeded(settings, path.join(dataDir, String(rows)), rows, chapters)
  const app = await startApp({ dataDir: seeded.folder, env })
  const cases = await makeCases(seeded.places, { guide: GUIDE, chapter: chapters[0].slug, origin: app.url, cookieOf })
  return { rows, seeded, app, cases: cases.filter(({ ours }) => ours.length > 1) }
}

/** Milliseconds of processor that a request takes of the product and of Postgres. */
async function cost({ seeded, app, cases }: Side, at: number, seconds: number): Promise<number> {
  const { ours, together = 1 } = cases[at] as Case
  const processes = [app.process.pid ?? 0]
  const figures = await load(app.url, ours, { connections: CONNECTIONS, seconds, processes, postgres: seeded.pid, together })
  if (figures.failed > 0) throw new Error(`${figures.failed} requests were not answered well`)
  return figures.cpu + figures.postgres
}

try {
  for (const rows of ROWS) sides.push(await open(rows))
  const results = []
  for (const [at, { name, slow }] of (sides[0]?.cases ?? []).entries()) {
    const costs = sides.map((): number[] => [])
    for (let round = -1; round < ROUNDS; round++) {
      for (const [nth, side] of sides.entries()) {
        const spent = await cost(side, at, slow ? 4 : 2)
        // The first round warms up.
        if (round >= 0) costs[nth]?.push(spent)
      }
    }
    for (const { seeded } of sides) await seeded.forgetPosts()
    const growth = median((costs.at(-1) ?? []).map((spent, round) => spent / (costs[0]?.[round] ?? Number.NaN)))
    results.push({ name, costs: costs.map(median), growth })
  }
  const lines = results.map(({ name, costs, growth }) => [name, ...costs.map((each) => each.toFixed(2)), growth.toFixed(2)])
  console.log(`\n${machine()}\n\n${table(['what', ...ROWS.map((rows) => `${rows} notes, ms`), 'ratio'], lines)}`)
  report('growth', { rows: ROWS, results })
} finally {
  for (const { app, seeded } of sides.toReversed()) {
    await app.stop()
    await seeded.close()
  }
  if (!given.data) rmSync(dataDir, { recursive: true, force: true })
}
