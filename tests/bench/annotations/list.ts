import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { openDatabase } from '#scripts/database.ts'
import { readSettings, setVariables } from '#scripts/settings.ts'
import { makeChapter, makeMarks, PEOPLE } from '#tests/bench/painting/chapter.ts'

/*
 * How long it takes to list ten thousand annotations of a chapter, from the question to the JSON of all pages; beside the
 * limit, which is one SQL statement over a bare connection. `--quick` does fewer rounds.
 */

const COUNT = 10_000
const quick = process.argv.includes('--quick')
const ROUNDS = quick ? 3 : 9
/** Every body with Markdown in it, which is the slowest there is; or as people write: half without words, a tenth with Markdown. */
const BODIES = {
  'as people write': (at: number) => (at % 2 ? '' : `What does this say to number ${at}?${at % 10 ? '' : ' It is *not* clear.'}`),
  'all Markdown': (at: number) => `What does *this* say to **number ${at}**? See \`page ${at % 90}\`.`,
}

const dataDir = mkdtempSync(join(tmpdir(), 'studycircle-bench-'))
setVariables({ DATA_DIR: dataDir, DATABASE_URL: '', LOG_LEVEL: 'error', CONTENT_DIR: 'tests/fixtures/content' })
const database = await openDatabase(readSettings('production'))
setVariables({ DATABASE_URL: database.url })
const { db, disconnect } = await import('#server/db.ts')
const { listAnnotations } = await import('#server/annotations.ts')
const { requireChapter } = await import('#server/content/guides.ts')
const make = await import('#prisma/factories.ts')

const CHAPTER = 'two-bulges'
const median = (numbers: number[]) => numbers.toSorted((a, b) => a - b)[numbers.length >> 1] ?? Number.NaN

async function seed(bodyOf: (at: number) => string) {
  const people = await Promise.all(Array.from({ length: PEOPLE }, (_, at) => make.createUser(db(), { name: `Person ${at}` })))
  const [owner = { id: '', name: '' }] = people
  const group = await make.createGroup(db(), { owner })
  const { revision } = await requireChapter('tides', CHAPTER)
  const rows = makeMarks(makeChapter(83_000).text, COUNT, [3, 15]).map(({ start, end, exact, creator }, at) => ({
    ...{ id: randomUUID(), groupId: group.id, chapter: CHAPTER, chapterRevision: revision, prefix: '', suffix: '' },
    ...{ start, end, exact, creatorId: people[creator]?.id ?? owner.id, body: bodyOf(at) },
  }))
  for (let at = 0; at < rows.length; at += 1_000) await db().annotation.createMany({ data: rows.slice(at, at + 1_000) })
  return { groupId: group.id, viewer: { userId: owner.id, name: owner.name, sessionId: randomUUID() } }
}

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
const results: { bodies: string; first: number; again: number; limit: number; pages: number; kilobytes: number }[] = []
try {
  await client.connect()
  for (const [bodies, bodyOf] of Object.entries(BODIES)) {
    const place = await seed(bodyOf)
    await client.query('ANALYZE annotations')
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
} finally {
  await client.end()
  await disconnect()
  await database.close()
  rmSync(dataDir, { recursive: true, force: true })
}

console.log(`${COUNT} annotations, ${cpus()[0]?.model.trim()}, ${cpus().length} cores. Milliseconds; the limit is one SQL statement.`)
for (const { bodies, first, again, limit, pages, kilobytes } of results) {
  const times = `first ${first.toFixed(0)}, again ${again.toFixed(0)} (×${(again / limit).toFixed(1)}), limit ${limit.toFixed(0)}`
  console.log(`${bodies.padEnd(16)} ${times}; ${pages} pages, ${kilobytes} kB`)
}
console.log(JSON.stringify({ bench: 'annotations', quick, node: process.version, count: COUNT, results }))
