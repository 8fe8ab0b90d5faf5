import '#scripts/as-server.ts'
import { createHash, randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe } from '#domain/anchoring/describe.ts'
import { guideParagraphs, proseOfSize } from '#tests/bench/anchoring/prose.ts'
import { seeded } from '#tests/bench/anchoring/random.ts'

/*
 * How long it takes to carry one group's annotations of an edited chapter into its new text: comparing both texts, writing every
 * annotation's new place and what became of it, in one transaction on a Postgres of its own with its usual safety.
 */
const SIZES = process.argv.includes('--quick') ? [100, 1_000] : [100, 1_000, 10_000]
const LENGTH = 83_000

const random = seeded(4)
const paragraphs = proseOfSize(guideParagraphs(), LENGTH, random)
const published = (parts: string[], chapter: string) => {
  const text = parts.join('\n')
  return { guide: 'bench', chapter, text, revision: createHash('sha256').update(text).digest('hex').slice(0, 32) }
}
/** Every tenth paragraph goes, every tenth has a word changed, every tenth is preceded by a new one. */
const edited = paragraphs.flatMap((paragraph, at) => {
  if (at % 10 === 1) return []
  if (at % 10 === 4) return [paragraph.replace(/\b\p{L}{6,}\b/u, 'lighthouse')]
  return at % 10 === 7 ? ['Words that nobody had written before this edition stand in front of it.', paragraph] : [paragraph]
})

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
  const [{ db, disconnect }, { carryChapter }, make] = await Promise.all([
    import('#server/db.ts'),
    import('#server/editions/carry.ts'),
    import('#prisma/factories.ts'),
  ])
  const owner = await make.createUser(db())
  const results: Record<number, number> = {}
  for (const size of SIZES) {
    const group = await make.createGroup(db(), { owner, guide: 'bench' })
    const before = published(paragraphs, `chapter-${size}`)
    const after = published(edited, before.chapter)
    const place = { groupId: group.id, creatorId: owner.id, chapter: before.chapter, chapterRevision: before.revision }
    const data = Array.from({ length: size }, () => {
      const start = random.whole(0, before.text.length - 200)
      return { id: randomUUID(), ...place, ...describe(before.text, { start, end: start + random.whole(10, 180) }) }
    })
    for (let at = 0; at < size; at += 1_000) await db().annotation.createMany({ data: data.slice(at, at + 1_000) })
    await db().chapterText.createMany({ data: [{ revision: before.revision, text: before.text }], skipDuplicates: true })
    await db().edition.create({ data: { guide: 'bench', chapter: after.chapter, revision: after.revision } })
    const started = performance.now()
    const tally = await carryChapter(group.id, after)
    results[size] = Math.round(performance.now() - started)
    console.log(`${size} annotations in ${Math.round(LENGTH / 1000)} kB: ${results[size]} ms`, tally)
  }
  console.log(JSON.stringify({ carryMs: results }))
  await disconnect()
} finally {
  await postgres.stop()
  rmSync(folder, { recursive: true, force: true })
}
