import 'server-only'
import { createHash, randomUUID } from 'node:crypto'
import { type Sought, seek, seekQuotes } from '#domain/anchoring/seek.ts'
import { Prisma, patientDb, type Tx } from '#server/db.ts'
import { writePassageChanges } from '#server/editions/passage-changes.ts'
import { notify } from '#server/live/notify.ts'

/** A guide as it was published, whole. Chapters that were withdrawn can still be opened in groups: notes stand there as before. */
export type GuideTexts = { guide: string; chapters: { chapter: string; revision: string; text: string }[]; withdrawn: string[] }

/** Of how many notes the words stand in another chapter, unchanged or changed, and of how many they stand in none. */
export type SoughtTally = Record<Sought['kind'], number>

/** What is known of a note whose chapter is gone. */
export type GoneNote = {
  chapter: string
  chapterRevision: string
  start: number
  end: number
  exact: string
  prefix: string
  suffix: string
}

/** `decided`: somebody keeps it without a place, so that it waits for nobody. */
type Row = GoneNote & { id: string; decided: boolean }

/** Hash of which chapters a guide has, and with which texts. */
export function hashTexts(chapters: { chapter: string; revision: string }[]): string {
  const lines = chapters.map(({ chapter, revision }) => `${chapter} ${revision}`).sort()
  return createHash('sha256').update(lines.join('\n')).digest('hex').slice(0, 32)
}

/** As a condition on `annotations a`: its chapter is gone, and it has not been looked for in these texts yet. */
export const isUnsought = (chapters: { chapter: string; revision: string }[]) => Prisma.sql`(
  a.chapter <> ALL(${chapters.map(({ chapter }) => chapter)}::text[]) AND a.sought_in IS DISTINCT FROM ${hashTexts(chapters)}
  AND a.deleted_at IS NULL)`

/**
 * Looks for a group's notes of chapters that are gone in the chapters that the guide has, in one transaction, and writes down where
 * each was found. None of them is moved: that is for people to decide. What was looked for in these texts already is left alone.
 * @param unsought looks for none of them: all wait for people
 * @returns null when other texts have been published since: whoever did that looks for them there
 */
export async function seekGone(groupId: string, texts: GuideTexts, unsought = false): Promise<SoughtTally | null> {
  const { guide, chapters, withdrawn } = texts
  return patientDb().$transaction(async (tx) => {
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`seek ${groupId}`}, 0))`
    const editions = await tx.edition.findMany({ where: { guide } })
    if (hashTexts(editions) !== hashTexts(chapters)) return null
    const rows = await tx.$queryRaw<Row[]>`
      SELECT id, chapter, chapter_revision AS "chapterRevision", start, "end", exact, prefix, suffix,
        EXISTS (SELECT FROM passage_changes c WHERE c.annotation_id = a.id AND c.outcome = 'UNATTACHED'
          AND (c.from_chapter = a.chapter OR a.lost_in IS NOT NULL)) AS decided
      FROM annotations a WHERE group_id = ${groupId}::uuid AND ${isUnsought(chapters)} ORDER BY id FOR UPDATE`
    const tally: SoughtTally = { same: 0, changed: 0, lost: 0 }
    if (rows.length === 0) return tally
    const sought = unsought ? rows.map((): Sought => ({ kind: 'lost', near: null })) : await seekNotes(tx, rows, texts)
    for (const { kind } of sought) tally[kind] += 1
    await forgetEarlier(tx, rows)
    // In a withdrawn chapter a note that is nowhere else has its place still.
    const told = rows
      .flatMap((row, at) => ({ row, found: sought[at] as Sought }))
      .filter(({ row, found }) => {
        return !row.decided && (found.kind !== 'lost' || !withdrawn.includes(row.chapter))
      })
    await writeFindings(tx, groupId, texts, told)
    const ids = rows.map(({ id }) => id)
    await tx.$executeRaw`UPDATE annotations SET sought_in = ${hashTexts(chapters)} WHERE id = ANY(${ids}::uuid[]) AND group_id = ${groupId}::uuid`
    for (const chapter of new Set(rows.map((row) => row.chapter))) await notify(tx, { groupId, noun: 'edition', id: groupId, chapter })
    return tally
  })
}

/**
 * Where notes of chapters that are gone stand now. The texts that they were made in are compared with the guide's, all at once; where such
 * a text was never kept, their quotes are looked for.
 * @returns one for each note, in their order
 */
export async function seekNotes(tx: Tx, notes: GoneNote[], { chapters }: Pick<GuideTexts, 'chapters'>): Promise<Sought[]> {
  const revisions = [...new Set(notes.map(({ chapterRevision }) => chapterRevision))]
  const kept = new Map((await tx.chapterText.findMany({ where: { revision: { in: revisions } } })).map((row) => [row.revision, row.text]))
  const after = chapters.map(({ text }) => text)
  const found = new Map<GoneNote, Sought>()
  const put = (members: GoneNote[], sought: Sought[]) => {
    for (const [at, note] of members.entries()) found.set(note, sought[at] as Sought)
  }
  for (const round of roundsOf(notes.filter(({ chapterRevision }) => kept.has(chapterRevision)))) {
    const gone = round.map((passages) => ({ text: kept.get(passages[0]?.chapterRevision ?? '') ?? '', passages }))
    for (const [at, sought] of seek(gone, after).entries()) put(round[at] ?? [], sought)
  }
  const unkept = notes.filter(({ chapterRevision }) => !kept.has(chapterRevision))
  put(unkept, seekQuotes(unkept, after))
  return notes.map((note) => found.get(note) as Sought)
}

/** Notes by their texts, so that no round has two texts of one chapter: they would take each other's words away. */
function roundsOf(notes: GoneNote[]): GoneNote[][][] {
  const rounds: GoneNote[][][] = []
  for (const inChapter of Map.groupBy(notes, ({ chapter }) => chapter).values()) {
    for (const [at, members] of [...Map.groupBy(inChapter, ({ chapterRevision }) => chapterRevision).values()].entries()) {
      rounds[at] ??= []
      rounds[at].push(members)
    }
  }
  return rounds
}

/** What was found in earlier texts and nobody decided about. */
async function forgetEarlier(tx: Tx, rows: Row[]): Promise<void> {
  await tx.$executeRaw`
    DELETE FROM passage_changes c USING annotations a WHERE a.id = ANY(${rows.map(({ id }) => id)}::uuid[]) AND c.annotation_id = a.id
      AND c.from_chapter = a.chapter AND c.outcome IN ('FOUND', 'LOST') AND c.settled_by_id IS NULL`
}

async function writeFindings(tx: Tx, groupId: string, { chapters }: GuideTexts, told: { row: Row; found: Sought }[]): Promise<void> {
  const rows = told.map(({ row, found }) => {
    const target = found.kind === 'lost' ? found.near && chapters[found.near.text] : chapters[found.text]
    const place = found.kind === 'lost' ? null : found
    return {
      ...{ id: randomUUID(), annotationId: row.id, outcome: place ? ('FOUND' as const) : ('LOST' as const) },
      ...{ fromRevision: row.chapterRevision, fromStart: row.start, fromEnd: row.end, fromExact: row.exact, fromChapter: row.chapter },
      ...{ toRevision: target?.revision ?? hashTexts(chapters), toChapter: target?.chapter ?? null },
      ...{ toStart: place?.start ?? null, toEnd: place?.end ?? null },
      toExact: place && target ? target.text.slice(place.start, place.end) : null,
      near: found.kind === 'lost' ? (found.near?.at ?? null) : null,
    }
  })
  await writePassageChanges(tx, groupId, rows)
}

/** Notes whose chapter is in the guide again are at home: what was found elsewhere, or decided while it was gone, has no meaning any more. */
export async function comeHome(tx: Tx, guide: string, chapters: string[]): Promise<void> {
  const home = Prisma.sql`a.sought_in IS NOT NULL AND a.chapter = ANY(${chapters}::text[])
    AND a.group_id IN (SELECT id FROM reading_groups WHERE guide = ${guide})`
  await tx.$executeRaw`
    DELETE FROM passage_changes c USING annotations a WHERE ${home} AND c.annotation_id = a.id
      AND c.from_chapter = a.chapter AND c.outcome IN ('FOUND', 'LOST', 'UNATTACHED')`
  const returned = await tx.$queryRaw<{ groupId: string; chapter: string }[]>`
    WITH home AS (UPDATE annotations a SET sought_in = NULL WHERE ${home} RETURNING group_id, chapter)
    SELECT DISTINCT group_id AS "groupId", chapter FROM home ORDER BY 1, 2`
  for (const { groupId, chapter } of returned) await notify(tx, { groupId, noun: 'edition', id: groupId, chapter })
}
