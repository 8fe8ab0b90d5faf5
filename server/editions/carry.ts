import 'server-only'
import { randomUUID } from 'node:crypto'
import { anchor } from '#domain/anchoring/anchor.ts'
import { describe } from '#domain/anchoring/describe.ts'
import type { Reanchored } from '#domain/anchoring/outcome.ts'
import { reanchor } from '#domain/anchoring/reanchor.ts'
import { Prisma, patientDb, type Tx } from '#server/db.ts'
import { writePassageChanges } from '#server/editions/passage-changes.ts'
import { notify } from '#server/live/notify.ts'

/** A chapter's text as it was published. */
export type PublishedText = { guide: string; chapter: string; revision: string; text: string }

/** How many passages stand as they stood, stand elsewhere, stand in other words, and stand no more. */
export type Tally = Record<Reanchored['kind'], number>

type Row = {
  id: string
  chapterRevision: string
  lostIn: string | null
  start: number
  end: number
  exact: string
  prefix: string
  suffix: string
}
type Carried = { row: Row; id: string; outcome: Reanchored }

/** As a condition on `annotations a`: what has not been looked for in a text yet, or was lost and stands in this text by itself. */
export const isAstrayIn = (revision: Prisma.Sql) => Prisma.sql`(
  (a.chapter_revision <> ${revision} AND a.lost_in IS DISTINCT FROM ${revision}) OR (a.chapter_revision = ${revision} AND a.lost_in IS NOT NULL))`

/**
 * Carries one group's annotations of a chapter into the text published last, in one transaction, and writes down what became of
 * each passage. What is carried already is left alone, so that it may be begun again, or by two processes at once.
 * @param unsought looks for none of them: what does not stand where it stood waits for people
 * @returns null when another text has been published since: whoever did that carries them there
 */
export async function carryChapter(groupId: string, published: PublishedText, unsought = false): Promise<Tally | null> {
  const { guide, chapter, revision } = published
  return patientDb().$transaction(async (tx) => {
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`carry ${groupId} ${chapter}`}, 0))`
    const edition = await tx.edition.findUnique({ where: { guide_chapter: { guide, chapter } } })
    if (edition?.revision !== revision) return null
    const rows = await tx.$queryRaw<Row[]>`
      SELECT id, chapter_revision AS "chapterRevision", lost_in AS "lostIn", start, "end", exact, prefix, suffix FROM annotations a
      WHERE group_id = ${groupId}::uuid AND chapter = ${chapter} AND ${isAstrayIn(Prisma.sql`${revision}`)} ORDER BY id FOR UPDATE`
    const tally: Tally = { same: 0, moved: 0, changed: 0, lost: 0 }
    if (rows.length === 0) return tally
    const carried = await findAgain(tx, rows, published, unsought)
    for (const { outcome } of carried) tally[outcome.kind] += 1
    await keepText(tx, published)
    await writePlaces(tx, groupId, published, carried)
    await writeChanges(tx, groupId, published, carried)
    await dropTexts(tx)
    await notify(tx, { groupId, noun: 'edition', id: groupId, chapter })
    return tally
  })
}

/** Keeps the text of a revision, once, and until the end of the transaction against `dropTexts`. */
export async function keepText(tx: Tx, { revision, text }: Pick<PublishedText, 'revision' | 'text'>): Promise<void> {
  const kept = await tx.$queryRaw<unknown[]>`SELECT 1 FROM chapter_texts WHERE revision = ${revision} FOR KEY SHARE`
  if (kept.length === 0) await tx.chapterText.createMany({ data: [{ revision, text }], skipDuplicates: true })
}

/** No annotation is on it, and no decision goes back to it when it is taken back. */
const UNUSED = Prisma.sql`NOT EXISTS (SELECT FROM annotations a WHERE a.chapter_revision = t.revision)
  AND NOT EXISTS (SELECT FROM passage_changes c WHERE c.from_revision = t.revision
    AND (c.outcome = 'ATTACHED' OR (c.outcome = 'ACCEPTED' AND c.to_chapter IS NOT NULL)
      OR (c.outcome IN ('CHANGED', 'LOST') AND c.settled_by_id IS NULL)))`

/** Deletes the texts that nothing refers to any more. Whoever is about to refer to one is waited for, and then it stays. */
async function dropTexts(tx: Tx): Promise<void> {
  const unused = await tx.$queryRaw<{ revision: string }[]>`SELECT t.revision FROM chapter_texts t WHERE ${UNUSED} ORDER BY 1 FOR UPDATE`
  if (unused.length === 0) return
  await tx.$executeRaw`DELETE FROM chapter_texts t WHERE t.revision = ANY(${unused.map(({ revision }) => revision)}::text[]) AND ${UNUSED}`
}

async function findAgain(tx: Tx, rows: Row[], { revision, text }: PublishedText, unsought: boolean): Promise<Carried[]> {
  const revisions = [...new Set(rows.map(({ chapterRevision }) => chapterRevision))]
  const kept = await tx.chapterText.findMany({ where: { revision: { in: revisions } } })
  const texts = new Map(kept.map((each) => [each.revision, each.text]))
  texts.set(revision, text)
  return revisions.flatMap((from) => {
    const members = rows.filter(({ chapterRevision }) => chapterRevision === from)
    const outcomes = unsought && from !== revision ? members.map(lostIn(text)) : findPassages(texts.get(from), text, members)
    return members.map((row, index) => ({ row, id: randomUUID(), outcome: outcomes[index] as Reanchored }))
  })
}

const lostIn =
  (text: string) =>
  ({ start }: Pick<Row, 'start'>): Reanchored => ({ kind: 'lost', near: Math.min(start, text.length) })

/**
 * What becomes of passages in another text.
 * @param before the text that they were described in; undefined where it was not kept yet when they were made: then their quotes are looked for
 */
export function findPassages(
  before: string | undefined,
  after: string,
  passages: Omit<Row, 'id' | 'chapterRevision' | 'lostIn'>[],
): Reanchored[] {
  if (before !== undefined) return reanchor(before, after, passages)
  return passages.map((passage) => {
    const found = anchor(after, passage)
    if (!found) return lostIn(after)(passage)
    const { start, end } = found
    return { kind: after.slice(start, end) === passage.exact ? 'same' : 'changed', start, end }
  })
}

/** Annotations keep their time of change: nobody said anything new. */
async function writePlaces(tx: Tx, groupId: string, { revision, text }: PublishedText, carried: Carried[]): Promise<void> {
  const found = carried.flatMap(({ row, outcome }) => (outcome.kind === 'lost' ? [] : [{ id: row.id, ...describe(text, outcome) }]))
  const column = <Key extends keyof (typeof found)[number]>(key: Key) => found.map((each) => each[key])
  await tx.$executeRaw`
    UPDATE annotations a SET chapter_revision = ${revision}, lost_in = NULL, start = f.start, "end" = f."end", exact = f.exact,
      prefix = f.prefix, suffix = f.suffix
    FROM unnest(${column('id')}::uuid[], ${column('start')}::int[], ${column('end')}::int[], ${column('exact')}::text[],
      ${column('prefix')}::text[], ${column('suffix')}::text[]) AS f (id, start, "end", exact, prefix, suffix)
    WHERE a.id = f.id AND a.group_id = ${groupId}::uuid`
  const lost = carried.filter(({ outcome }) => outcome.kind === 'lost').map(({ row }) => row.id)
  await tx.$executeRaw`UPDATE annotations SET lost_in = ${revision} WHERE id = ANY(${lost}::uuid[]) AND group_id = ${groupId}::uuid`
}

async function writeChanges(tx: Tx, groupId: string, { chapter, revision, text }: PublishedText, carried: Carried[]): Promise<void> {
  const settled = await listSettled(tx, groupId, chapter, carried, text)
  const decided = await findEarlierDecisions(tx, carried)
  const rows = carried.map(({ id, row, outcome }) => {
    const isLost = outcome.kind === 'lost'
    return {
      id,
      annotationId: row.id,
      outcome: OUTCOMES[outcome.kind],
      ...{ fromRevision: row.chapterRevision, fromStart: row.start, fromEnd: row.end, fromExact: row.exact, toRevision: revision },
      ...(isLost
        ? { near: outcome.near, toStart: null, toEnd: null, toExact: null }
        : { near: null, toStart: outcome.start, toEnd: outcome.end, toExact: text.slice(outcome.start, outcome.end) }),
      settledById: settled.ownIds.has(id) ? id : (isLost && decided.get(row.id)) || null,
    }
  })
  await writePassageChanges(tx, groupId, rows)
  for (const [id, ids] of settled.earlier)
    await tx.passageChange.updateMany({ where: { groupId, id: { in: ids } }, data: { settledById: id } })
}

const OUTCOMES = { same: 'SAME', moved: 'MOVED', changed: 'CHANGED', lost: 'LOST' } as const

/** What was lost before, and is kept without a place by somebody's decision, does not wait for another one. */
async function findEarlierDecisions(tx: Tx, carried: Carried[]): Promise<Map<string, string>> {
  const stillLost = carried.filter(({ row, outcome }) => outcome.kind === 'lost' && row.lostIn !== null).map(({ row }) => row.id)
  const rows = await tx.$queryRaw<{ annotationId: string; settledById: string | null }[]>`
    SELECT DISTINCT ON (annotation_id) annotation_id AS "annotationId", settled_by_id AS "settledById" FROM passage_changes
    WHERE annotation_id = ANY(${stillLost}::uuid[]) AND outcome = 'LOST' ORDER BY annotation_id, created_at DESC`
  return new Map(rows.flatMap(({ annotationId, settledById }) => (settledById ? [[annotationId, settledById]] : [])))
}

/**
 * A loss that waits is answered by whatever was found now; changes that wait, by the return of the words that were first marked.
 * @returns which new rows settle which earlier ones, and which of the new ones settle themselves
 */
async function listSettled(
  tx: Tx,
  groupId: string,
  chapter: string,
  carried: Carried[],
  text: string,
): Promise<{ earlier: Map<string, string[]>; ownIds: Set<string> }> {
  const waiting = await tx.passageChange.findMany({
    where: { groupId, outcome: { in: ['CHANGED', 'LOST'] }, settledById: null, annotation: { chapter } },
    select: { id: true, annotationId: true, outcome: true, fromExact: true },
    orderBy: { createdAt: 'asc' },
  })
  const byAnnotation = Map.groupBy(waiting, ({ annotationId }) => annotationId)
  const earlier = new Map<string, string[]>()
  const ownIds = new Set<string>()
  for (const { id, row, outcome } of carried) {
    const own = byAnnotation.get(row.id) ?? []
    const first = own.find((change) => change.outcome === 'CHANGED')
    const words = outcome.kind === 'lost' ? null : bare(text.slice(outcome.start, outcome.end))
    const returned = first !== undefined && bare(first.fromExact) === words
    const answered = own.filter((change) => returned || change.outcome === 'LOST').map((change) => change.id)
    if (answered.length > 0) earlier.set(id, answered)
    if (returned) ownIds.add(id)
  }
  return { earlier, ownIds }
}

/** Words without regard to the white space between them. */
export const bare = (words: string) => words.replace(/\s+/g, ' ').trim()
