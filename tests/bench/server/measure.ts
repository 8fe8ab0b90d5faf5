import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { encode } from 'next-auth/jwt'
import type { Chapter } from '#domain/guide.ts'
import { readSettings, setVariables } from '#scripts/settings.ts'
import { machine, quick, report } from '#tests/bench/common/report.ts'
import type { Row } from '#tests/bench/server/rounds.ts'

/*
 * The product under load, beside the limit: a bare server of node:http and pg that checks nothing and sends what one prepared statement
 * makes, on the same database, in turns. `--rows 10000` seeds fewer notes than a million (with three times as many replies); several numbers
 * with commas show how cost grows. `--quick` has short rounds, `--connections 16` one number of connections, `--only` a part of the cases'
 * names, `--processes 2` starts several products behind a plain proxy, `--data DIR` keeps what was seeded for the next run.
 */

const TEXT = { type: 'string' } as const
const { values: given } = parseArgs({
  args: process.argv.slice(3),
  options: { ...{ rows: TEXT, connections: TEXT, processes: TEXT, only: TEXT, data: TEXT }, quick: { type: 'boolean' } },
})
const numbers = (text: string) => text.split(',').map(Number)
const ROWS = numbers(given.rows ?? '10000,100000,1000000')
const CONNECTIONS = numbers(given.connections ?? '1,16,64')
const PROCESSES = Number(given.processes ?? 1)
const SECRET = 'a-secret-that-only-the-bench-uses-0123456789'
const GUIDE = 'trotsky'

const dataDir = given.data ? path.resolve(given.data) : mkdtempSync(path.join(tmpdir(), 'studycircle-bench-'))
setVariables({ DATA_DIR: dataDir, DATABASE_URL: '', LOG_LEVEL: 'error', AUTH_SECRET: SECRET, CONTENT_DIR: 'content' })
const settings = readSettings('production')
// Read only now: these files want the settings set.
const { openSeeded } = await import('#tests/bench/server/seeded.ts')
const { openServers } = await import('#tests/bench/server/servers.ts')
const { measure, tell, tables } = await import('#tests/bench/server/rounds.ts')
const { makeCases } = await import('#tests/bench/server/cases.ts')
const { transactionsOf } = await import('#tests/bench/server/transactions.ts')
const { findContentGuide } = await import('#server/content/content-guides.ts')
const chapters = ((await findContentGuide(GUIDE))?.chapters ?? []) as [Chapter, Chapter]

type Result = { rows: number; idle: number; after: number; results: Row[] }

async function bench(rows: number): Promise<Result> {
  const seeded = await openSeeded(settings, path.join(dataDir, String(rows)), rows, chapters)
  const servers = await openServers(seeded, PROCESSES, { AUTH_SECRET: SECRET, CONTENT_DIR: 'content' }).catch(async (error) => {
    await seeded.close()
    throw error
  })
  try {
    const { url, limitUrl, memory } = servers
    const idle = memory()
    const chapter = chapters[0].slug
    const page = await (await fetch(`${url}/guides/${GUIDE}/${chapter}`)).text()
    await fetch(`${limitUrl}/keep`, { method: 'POST', body: page })
    const cookieOf = async (sid: string) => `next-auth.session-token=${await encode({ token: { sid }, secret: SECRET })}`
    const cases = await makeCases(seeded.places, { guide: GUIDE, chapter, origin: url, cookieOf })
    const results: Row[] = []
    for (const one of cases.filter(({ name }) => name.includes(given.only ?? ''))) {
      const transactions = quick ? null : await transactionsOf(seeded.admin, url, one.ours)
      for (const connections of CONNECTIONS) {
        const row = { ...(await measure(servers, one, connections)), transactions }
        results.push(row)
        tell(row)
      }
      await seeded.forgetPosts()
    }
    return { rows, idle, after: memory(), results }
  } finally {
    await servers.close()
    await seeded.close()
  }
}

const all: Result[] = []
try {
  for (const rows of ROWS) {
    console.log(`\n${rows} notes, ${3 * rows} replies, ${PROCESSES} process${PROCESSES > 1 ? 'es' : ''}`)
    all.push(await bench(rows))
  }
  console.log(`\n${machine()}`)
  for (const { rows, idle, after, results } of all) {
    console.log(`\n${rows} notes; a process held ${idle} MB idle, ${after} MB after the load.\n\n${tables(results)}`)
  }
  report('server', { processes: PROCESSES, all })
} finally {
  if (!given.data) rmSync(dataDir, { recursive: true, force: true })
}
