import 'server-only'
import { markDifferences } from '#domain/anchoring/differences.ts'
import { textAround } from '#domain/anchoring/text-around.ts'
import type { ChapterChanges, ChapterName, DecidedNote, FoundNote, LostNote } from '#domain/change.ts'
import type { Chapter } from '#domain/guide.ts'
import { numberedTitle, paragraphAt } from '#domain/guide-reading.ts'
import { creatorOf } from '#domain/viewer.ts'
import { bare } from '#server/editions/carry.ts'
import { type Concerned, DECISIONS, type Decided, type Shown } from '#server/editions/change-rows.ts'
import { type Namesakes, shownAs } from '#server/namesakes.ts'

/** So many notes of a chapter that is gone are listed whose words stand elsewhere word for word: they can be accepted all at once. */
const SAME_MAX = 50

/** How many notes came to a chapter with their words, and the address of the one in which they stood. */
export type Renamed = { chapter: string; from: string; isOwn: boolean; notes: number }

/** What concerns a viewer in one chapter. `targets` are the chapters in which notes were found, by address. */
type Gathered = {
  gone: boolean
  rows: Shown[]
  moved: Shown[]
  renamed: Renamed[]
  decided: Decided[]
  userId: string
  targets: Map<string, Chapter>
  namesakes: Namesakes
}

/**
 * What happened to notes in one chapter, as the page of changes shows it.
 * @param chapter null when it is gone, and was not withdrawn
 */
export function gatherChapter(slug: string, chapter: Chapter | null, gathered: Gathered): ChapterChanges {
  const { gone, rows, moved, renamed, decided, userId, targets, namesakes } = gathered
  const noteOf = (row: Shown, at = row.start, where = chapter) => ({
    annotationId: row.id,
    creator: shownAs(creatorOf(row), namesakes),
    isOwn: row.creatorId === userId,
    isPrivate: row.visibility === 'PRIVATE',
    html: row.body && row.html,
    place: { chapterRevision: row.chapterRevision, start: row.start, end: row.end },
    paragraph: where && paragraphAt(where.paragraphs, at),
  })
  const lostNote = (row: Shown): LostNote => {
    const loss = row.changes.findLast(({ outcome }) => outcome === 'LOST')
    const near = loss?.near ?? row.start
    const elsewhere = loss?.toChapter ? (targets.get(loss.toChapter) ?? null) : null
    const where = loss?.fromChapter ? elsewhere : chapter
    const around = where && textAround(where.text, near)
    return { ...noteOf(row, near, where), exact: row.exact, around, in: elsewhere && nameOf(elsewhere) }
  }
  const foundNote = (row: Shown): FoundNote[] => {
    const place = placeOf(row)
    const where = targets.get(place?.toChapter ?? '')
    if (!place || !where) return []
    const same = isSame(row)
    const [before, after] = [place.fromExact, place.toExact ?? '']
    const words = same
      ? { before: [{ text: before, differs: false }], after: [{ text: after, differs: false }] }
      : markDifferences(before, after)
    return [{ ...noteOf(row, place.toStart ?? 0, where), ...words, same, in: nameOf(where) }]
  }
  const isLost = ({ lostIn }: Concerned) => lostIn !== null || !chapter
  const waits = (row: Shown) => row.changes.some(({ outcome }) => outcome === 'LOST')
  const [found, others] = [rows.filter(placeOf), rows.filter((row) => !placeOf(row))]
  const same = found.filter(isSame)
  const listed = new Set(same.slice(0, SAME_MAX))
  return {
    chapter: slug,
    title: chapter?.title ?? slug,
    number: chapter?.number ?? null,
    gone,
    found: found.filter((row) => !isSame(row) || listed.has(row)).flatMap(foundNote),
    foundSame: same.length,
    changed: others
      .filter((row) => !isLost(row) && row.changes.length > 0)
      .map((row) => ({ ...noteOf(row), ...markDifferences(row.changes[0]?.fromExact ?? row.exact, row.exact) })),
    lost: others.filter((row) => isLost(row) && waits(row)).map(lostNote),
    moved: moved.map((row) => ({ ...noteOf(row), exact: row.exact })),
    renamed: renamed.map(({ from, notes }) => ({ from, notes })),
    unattached: others.filter((row) => isLost(row) && !waits(row)).map(lostNote),
    decided: decided.map((row): DecidedNote => {
      const before = row.settles[0]?.fromExact ?? row.fromExact
      const decision = DECISIONS[row.outcome as keyof typeof DECISIONS]
      const cameHere = row.toChapter !== null
      return { ...noteOf(row.annotation), changeId: row.id, decision, cameHere, actor: row.actor?.name ?? '', before, after: row.toExact }
    }),
  }
}

/** Where a note was found whose chapter is gone, as long as nobody has decided about it. */
export const placeOf = ({ changes }: Pick<Concerned, 'changes'>) => changes.findLast(({ outcome }) => outcome === 'FOUND')

/** Whether it was found word for word. */
export function isSame(row: Pick<Concerned, 'changes'>): boolean {
  const place = placeOf(row)
  return place !== undefined && bare(place.fromExact) === bare(place.toExact ?? '')
}

const nameOf = (chapter: Chapter): ChapterName => ({ chapter: chapter.slug, title: numberedTitle(chapter) })
