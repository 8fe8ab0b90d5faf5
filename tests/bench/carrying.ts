import '#scripts/as-server.mjs'
import { createHash, randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { describe } from '#domain/anchoring/describe.ts'
import { guideParagraphs, proseOfSize } from '#tests/bench/anchoring/prose.ts'
import { seeded } from '#tests/bench/anchoring/random.ts'
import { median, quick, report, table } from '#tests/bench/common/report.ts'

/*
 * How long it takes to carry one group's annotations of an edited chapter into its new text: comparing both texts, writing every
 * annotation's new place and what became of it, in one transaction on a Postgres of its own with its usual safety. Beside it the limit: one
 * bare UPDATE of as many rows. And for how long at a stretch nothing else was answered meanwhile.
 */
const all = [
  { length: 83_000, size: 100 },
  { length: 83_000, size: 1_000 },
  { length: 83_000, size: 10_000 },
  { length: 1_000_000, size: 1_000 },
  { length: 1_000_000, size: 10_000 },
]
const CELLS = quick ? all.filter(({ size }) => size <= 1_000) : all
/** Each cell is measured so often; the medians are printed. */
const ROUNDS = quick ? 1 : 5

const random = seeded(4)
const published = (parts: string[], chapter: string) => {
  const text = parts.join('\n')
  return { guide: 'bench', chapter, text, revision: createHash('sha256').update(text).digest('hex').slice(0, 32) }
}
/** Every tenth paragraph goes, every tenth has a word changed, every tenth is preceded by a new one. */
const edit = (paragraphs: string[], round: number) =>
  paragraphs.flatMap((paragraph, at) => {
    if (at % 10 === 1) return []
    if (at % 10 === 4) return [paragraph.replace(/\b\p{L}{6,}\b/u, 'lighthouse')]
    return at % 10 === 7 ? [`Words that nobody had written before edition ${round} stand in front of it.`, paragraph] : [paragraph]
  })

/** Runs something and measures it in milliseconds: as a whole, and the longest stretch for which the process did nothing else. */
async function timed(run: () => Promise<unknown>): Promise<{ took: number; held: number }> {
  const delay = monitorEventLoopDelay({ resolution: 1 })
  delay.enable()
  const started = performance.now()
  await run()
  const took = performance.now() - started
  delay.disable()
  return { took, held: delay.max / 1e6 }
}

/** Annotates a chapter all over, and keeps its text as the product does. */
async function mark(chapter: ReturnType<typeof published>, whose: { groupId: string; creatorId: string }, size: number): Promise<void> {
  const { db } = await import('#server/db.ts')
  const { text, revision } = chapter
  const place = { ...whose, chapter: chapter.chapter, chapterRevision: revision }
  const data = Array.from({ length: size }, () => {
    const start = random.whole(0, text.length - 200)
    return { id: randomUUID(), ...place, ...describe(text, { start, end: start + random.whole(10, 180) }) }
  })
  for (let at = 0; at < size; at += 1_000) await db().annotation.createMany({ data: data.slice(at, at + 1_000) })
  await db().chapterText.createMany({ data: [{ revision, text }], skipDuplicates: true })
}

/**
 * A chapter of 83 kB that another address has now, and one that was cut into two chapters, in a guide of 1 MB: how long until its notes have
 * gone along, and until it is written down where each of them stands.
 */
async function measureGone(owner: { id: string }) {
  const [{ db }, { carryEach }, { carryRename, listRenames }, make] = await Promise.all([
    import('#server/db.ts'),
    import('#server/editions/carry-work.ts'),
    import('#server/editions/renames.ts'),
    import('#prisma/factories.ts'),
  ])
  const paragraphs = proseOfSize(guideParagraphs(), 83_000, random)
  const half = paragraphs.length >> 1
  const rest = published(proseOfSize(guideParagraphs(), 900_000, random), 'rest')
  const results: Record<string, { renamedMs: number; soughtMs: number; heldMs: number }> = {}
  const rows: string[][] = []
  for (const size of CELLS.filter(({ length }) => length === 83_000).map((cell) => cell.size)) {
    const runs: { renamed: { took: number; held: number }; sought: { took: number; held: number } }[] = []
    for (let round = 0; round < ROUNDS; round++) {
      const guide = `gone-${size}-${round}`
      const group = await make.createGroup(db(), { owner, guide })
      const before = published(paragraphs, 'before')
      await mark(before, { groupId: group.id, creatorId: owner.id }, size)
      await db().edition.create({ data: { guide, chapter: before.chapter, revision: before.revision } })
      const renamed = await timed(() =>
        db().$transaction(
          async (tx) => {
            for (const rename of await listRenames(tx, guide, [{ ...before, slug: 'renamed' }])) await carryRename(tx, guide, rename)
          },
          { timeout: 60_000 },
        ),
      )
      const parts = [published(paragraphs.slice(0, half), 'part-one'), published(paragraphs.slice(half), 'part-two')]
      const chapters = [rest, ...parts].map(({ chapter, revision, text }) => ({ chapter, revision, text }))
      await db().edition.deleteMany({ where: { guide } })
      await db().edition.createMany({ data: chapters.map(({ chapter, revision }) => ({ guide, chapter, revision })) })
      const texts = { guide, chapters, withdrawn: [] }
      const sought = await timed(() => carryEach([{ groupId: group.id, texts }], size))
      runs.push({ renamed, sought })
    }
    const renamedMs = Math.round(median(runs.map(({ renamed }) => renamed.took)))
    const soughtMs = Math.round(median(runs.map(({ sought }) => sought.took)))
    const heldMs = Math.round(median(runs.map(({ renamed, sought }) => Math.max(renamed.held, sought.held))))
    results[String(size)] = { renamedMs, soughtMs, heldMs }
    rows.push([String(size), String(renamedMs), String(soughtMs), String(heldMs)])
  }
  console.log(table(['annotations', 'renamed in', 'found in its parts in', 'held up for'], rows))
  return results
}

// Only now: files of `server/` are imported as the scripts do.
const [{ migrate }, { startPostgres }, { setVariables }] = await Promise.all([
  import('#scripts/migrate.ts'),
  import('#scripts/postgres.ts'),
  import('#scripts/settings.ts'),
])
const folder = mkdtempSync(join(tmpdir(), 'bench-carrying-'))
const postgres = await startPostgres({ dir: join(folder, 'postgres'), password: 'bench' })
try {
  const url = `postgres://postgres:bench@127.0.0.1:${postgres.port}/postgres`
  await migrate(url)
  setVariables({ DATABASE_URL: url, LOG_LEVEL: 'warn' })
  const [{ db, disconnect, pool }, { carryEach }, make] = await Promise.all([
    import('#server/db.ts'),
    import('#server/editions/carry-work.ts'),
    import('#prisma/factories.ts'),
  ])
  const owner = await make.createUser(db())
  const rows: string[][] = []
  const results: Record<string, { carryMs: number; limitMs: number; heldMs: number }> = {}
  for (const { length, size } of CELLS) {
    const paragraphs = proseOfSize(guideParagraphs(), length, random)
    const runs: { carry: { took: number; held: number }; limit: { took: number } }[] = []
    for (let round = 0; round < ROUNDS; round++) {
      const group = await make.createGroup(db(), { owner, guide: 'bench' })
      const before = published(paragraphs, `chapter-${length}-${size}-${round}`)
      const after = published(edit(paragraphs, round), before.chapter)
      await mark(before, { groupId: group.id, creatorId: owner.id }, size)
      await db().edition.create({ data: { guide: 'bench', chapter: after.chapter, revision: after.revision } })
      const carry = await timed(() => carryEach([{ groupId: group.id, published: after }], size))
      const limit = await timed(() =>
        pool().query('UPDATE annotations SET start = start + 1, "end" = "end" + 1 WHERE group_id = $1', [group.id]),
      )
      runs.push({ carry, limit })
    }
    const carryMs = Math.round(median(runs.map(({ carry }) => carry.took)))
    const limitMs = Math.round(median(runs.map(({ limit }) => limit.took)))
    const heldMs = Math.round(median(runs.map(({ carry }) => carry.held)))
    results[`${size} in ${length / 1000} kB`] = { carryMs, limitMs, heldMs }
    rows.push([`${length / 1000} kB`, String(size), String(carryMs), String(limitMs), String(heldMs)])
  }
  console.log(table(['text', 'annotations', 'carried in', 'bare UPDATE', 'held up for'], rows))
  const gone = await measureGone(owner)
  report('carrying', { results, gone })
  await disconnect()
} finally {
  await postgres.stop()
  rmSync(folder, { recursive: true, force: true })
}
