import { monitorEventLoopDelay } from 'node:perf_hooks'
import { db } from '#server/db.ts'
import { requireCollection, requireCollectionPage } from '#server/exports/collection.ts'
import { downloadNotes } from '#server/exports/download.ts'
import { BODIES, benchText, CHAPTER, type Seeded, seed, seedReplies } from '#tests/bench/annotations/seed.ts'
import { analyze } from '#tests/bench/common/analyze.ts'
import { median } from '#tests/bench/common/report.ts'

/*
 * How long it takes to give ten thousand notes and two thousand replies out: as one file of either kind, and as a collection page by
 * page. Beside it, how soon the file begins, and the longest moment in which the process did nothing else.
 */

type Way = 'JSON-LD file' | 'Markdown file' | 'JSON-LD pages'
type Run = { time: number; first: number; stall: number; bytes: number; parts: number }

const asked = { request: new Request('http://localhost:3000/') }

async function fetchFile({ groupId, viewer }: Seeded, format: 'json-ld' | 'markdown'): Promise<Run> {
  return measured(async (arrived) => {
    const { body } = await downloadNotes(viewer, { groupId, chapter: null, whose: 'group', format }, asked)
    for await (const part of body ?? []) arrived(part.byteLength)
  })
}

async function fetchPages({ groupId, viewer }: Seeded): Promise<Run> {
  return measured(async (arrived) => {
    const about = { groupId, chapter: CHAPTER, whose: 'group' as const }
    let address: string | undefined = (await (await requireCollection(viewer, about, asked)).json()).first
    while (address) {
      const cursor = new URL(address).searchParams.get('cursor')
      const text = await (await requireCollectionPage(viewer, { ...about, cursor }, asked)).text()
      arrived(text.length)
      address = JSON.parse(text).next
    }
  })
}

async function measured(run: (arrived: (bytes: number) => void) => Promise<void>): Promise<Run> {
  let [bytes, parts, first] = [0, 0, 0]
  const loop = monitorEventLoopDelay({ resolution: 1 })
  loop.enable()
  const begin = performance.now()
  await run((size) => {
    if (parts === 0) first = performance.now() - begin
    bytes += size
    parts += 1
  })
  const time = performance.now() - begin
  loop.disable()
  return { time, first, stall: loop.max / 1e6, bytes, parts }
}

/**
 * @param admin the database as the owner of its tables
 * @returns for each way the medians of some rounds; the longest stall of all rounds
 */
export async function benchExport(rounds: number, admin: string) {
  const { text, revision } = benchText()
  await db().chapterText.create({ data: { revision, text } })
  const place = await seed(BODIES['as people write'], revision)
  const replies = await seedReplies(place)
  await analyze(admin)
  const ways: [Way, () => Promise<Run>][] = [
    ['JSON-LD file', () => fetchFile(place, 'json-ld')],
    ['Markdown file', () => fetchFile(place, 'markdown')],
    ['JSON-LD pages', () => fetchPages(place)],
  ]
  const results = []
  for (const [way, run] of ways) {
    await run()
    const runs: Run[] = []
    for (let round = 0; round < rounds; round++) runs.push(await run())
    const [last] = runs.slice(-1)
    const stall = Math.max(...runs.map((each) => each.stall))
    const [time, first] = [median(runs.map((each) => each.time)), median(runs.map((each) => each.first))]
    results.push({ way, time, first, stall, parts: last?.parts, kilobytes: Math.round((last?.bytes ?? 0) / 1000), replies })
  }
  return results
}
