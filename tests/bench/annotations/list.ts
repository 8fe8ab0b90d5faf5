import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { openDatabase } from '#scripts/database.ts'
import { readSettings, setVariables } from '#scripts/settings.ts'
import { analyze } from '#tests/bench/common/analyze.ts'
import { machine, median, quick, report } from '#tests/bench/common/report.ts'

/*
 * How long it takes to list ten thousand annotations of a chapter, from the question to the JSON of all pages; beside the
 * limit, which is one SQL statement over a bare connection. Then how long it takes to give them out. `--quick` does fewer rounds.
 */

const ROUNDS = quick ? 3 : 9

const dataDir = mkdtempSync(join(tmpdir(), 'studycircle-bench-'))
setVariables({ DATA_DIR: dataDir, DATABASE_URL: '', LOG_LEVEL: 'error', CONTENT_DIR: 'tests/fixtures/content' })
const database = await openDatabase(readSettings('production'))
setVariables({ DATABASE_URL: database.url })
const { disconnect } = await import('#server/db.ts')
const { listAnnotations } = await import('#server/talk/annotations.ts')
const { requireChapter } = await import('#server/content/guides.ts')
const { BODIES, CHAPTER, COUNT, seed } = await import('#tests/bench/annotations/seed.ts')
const { benchExport } = await import('#tests/bench/annotations/export.ts')

/** All pages, as the browser gets them. @returns milliseconds and bytes */
async function listed({ groupId, viewer }: Awaited<ReturnType<typeof seed>>): Promise<{ time: number; bytes: number; pages: number }> {
  const begin = performance.now()
  let [bytes, pages, cursor]: [number, number, string | null] = [0, 0, null]
  do {
    const page: { next: string | null } = await listAnnotations(viewer, {
      groupId,
      chapter: CHAPTER,
      cursor,
      limit: 2_000,
      order: 'position',
    })
    bytes += JSON.stringify(page).length
    cursor = page.next
    pages++
  } while (cursor)
  return { time: performance.now() - begin, bytes, pages }
}

/** The same columns in one statement. */
async function bare(client: pg.Client, groupId: string): Promise<number> {
  const begin = performance.now()
  const { rows } = await client.query(
    `SELECT a.id, a.chapter, a.chapter_revision, a.lost_in, a.start, a."end", a.exact, a.creator_id, u.name, a.visibility, a.motivation,
       a.tags, a.body, a.version, a.created_at, a.updated_at, a.edited_at, a.deleted_at
     FROM annotations a JOIN users u ON u.id = a.creator_id
     WHERE a.group_id = $1 AND a.chapter = $2 AND a.deleted_at IS NULL ORDER BY a.start, a.id`,
    [groupId, CHAPTER],
  )
  JSON.stringify(rows)
  return performance.now() - begin
}

const client = new pg.Client({ connectionString: database.url })
let exported: Awaited<ReturnType<typeof benchExport>> = []
const results: { bodies: string; first: number; again: number; limit: number; pages: number; kilobytes: number }[] = []
try {
  await client.connect()
  for (const [bodies, bodyOf] of Object.entries(BODIES)) {
    const place = await seed(bodyOf, (await requireChapter('tides', CHAPTER)).revision)
    await analyze(database.admin)
    const first = await listed(place)
    const [again, limit]: [number[], number[]] = [[], []]
    for (let round = 0; round < ROUNDS; round++) {
      limit.push(await bare(client, place.groupId))
      again.push((await listed(place)).time)
    }
    results.push({
      ...{ bodies, first: first.time, again: median(again), limit: median(limit), pages: first.pages },
      kilobytes: Math.round(first.bytes / 1000),
    })
  }
  exported = await benchExport(ROUNDS, database.admin)
} finally {
  await client.end()
  await disconnect()
  await database.close()
  rmSync(dataDir, { recursive: true, force: true })
}

console.log(`${COUNT} annotations, ${machine()}. Milliseconds; the limit is one SQL statement.`)
for (const { bodies, first, again, limit, pages, kilobytes } of results) {
  const times = `first ${first.toFixed(0)}, again ${again.toFixed(0)} (×${(again / limit).toFixed(1)}), limit ${limit.toFixed(0)}`
  console.log(`${bodies.padEnd(16)} ${times}; ${pages} pages, ${kilobytes} kB`)
}
for (const { way, time, first, stall, parts, kilobytes } of exported) {
  const times = `whole ${time.toFixed(0)}, begins after ${first.toFixed(0)}, longest stall ${stall.toFixed(0)}`
  console.log(`${way.padEnd(16)} ${times}; ${parts} parts, ${kilobytes} kB`)
}
report('annotations', { count: COUNT, results, exported })
