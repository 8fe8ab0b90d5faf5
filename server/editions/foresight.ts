import 'server-only'
import type { Reanchored } from '#domain/anchoring/outcome.ts'
import type { Chapter } from '#domain/guide.ts'
import { findContentGuide, listContentGuides } from '#server/content/content-guides.ts'
import { db } from '#server/db.ts'
import { findPassages, type Tally } from '#server/editions/carry.ts'
import { seekNotes } from '#server/editions/gone.ts'
import { listRenames } from '#server/editions/renames.ts'
import { notes } from '#server/visibility.ts'

/** A passage whose words an edit would change or take away. Words of private notes are never among these: `before` is null. */
export type ForeseenPassage = { kind: 'changed' | 'lost'; paragraph: string | null; before: string | null; after: string | null }

/** What an edit would do to the notes in one chapter. `tally` is null for a chapter that the files do not have any more. */
export type ForeseenChapter = {
  guide: string
  chapter: string
  notes: number
  tally: Tally | null
  /** For such a chapter: the address that its text would have; null when no chapter has the very same text. */
  renamed: string | null
  /** For such a chapter: in which others their words stand, and how many word for word. They would wait there for a decision. */
  found: Record<string, { same: number; changed: number }>
  /** Lost before this edit, and not found by it either; of a chapter that is gone, found in no other. */
  unplaced: number
  passages: ForeseenPassage[]
}

/**
 * What would become of all notes if the guides in the folder were published as they are: nothing is changed.
 * @returns the chapters with notes whose text is another than the one that the notes are on, and those that are gone
 * @throws ContentError when a guide cannot be read
 */
export async function foreseeChanges(): Promise<ForeseenChapter[]> {
  const foreseen: ForeseenChapter[] = []
  for (const { slug } of await listContentGuides()) {
    const chapters = (await findContentGuide(slug))?.chapters ?? []
    const renames = await listRenames(db(), slug, chapters)
    const addressOf = ({ chapter, groupId }: Row) =>
      renames.find((each) => each.from === chapter && (each.groupId === null || each.groupId === groupId))?.to ?? null
    const rows = await db().annotation.findMany({
      where: { deletedAt: null, group: { guide: slug } },
      orderBy: [{ start: 'asc' }, { id: 'asc' }],
    })
    for (const address of [...new Set(rows.map(({ chapter }) => chapter))].sort()) {
      const inChapter = rows.filter(({ chapter }) => chapter === address)
      const chapter = chapters.find((each) => each.slug === address)
      const about = { guide: slug, chapter: address, notes: inChapter.length, renamed: null, found: {} }
      if (!chapter) {
        for (const [renamed, members] of Map.groupBy(inChapter, addressOf)) {
          const gone = { ...about, notes: members.length, renamed, tally: null, passages: [] }
          foreseen.push({ ...gone, ...(renamed === null ? await foreseeGone(chapters, members) : { unplaced: 0 }) })
        }
      } else if (inChapter.some(({ chapterRevision, lostIn }) => chapterRevision !== chapter.revision && lostIn !== chapter.revision)) {
        foreseen.push({ ...about, ...(await foreseeChapter(chapter, inChapter)) })
      }
    }
  }
  return foreseen
}

type Row = Awaited<ReturnType<ReturnType<typeof db>['annotation']['findMany']>>[number]

async function foreseeGone(chapters: Chapter[], rows: Row[]): Promise<Pick<ForeseenChapter, 'found' | 'unplaced'>> {
  const texts = chapters.map(({ slug: chapter, revision, text }) => ({ chapter, revision, text }))
  const found: ForeseenChapter['found'] = {}
  let unplaced = 0
  for (const sought of await seekNotes(db(), rows, { chapters: texts })) {
    const address = sought.kind === 'lost' ? undefined : texts[sought.text]?.chapter
    if (sought.kind === 'lost' || address === undefined) {
      unplaced += 1
      continue
    }
    found[address] ??= { same: 0, changed: 0 }
    found[address][sought.kind] += 1
  }
  return { found, unplaced }
}

async function foreseeChapter(chapter: Chapter, rows: Row[]): Promise<Pick<ForeseenChapter, 'tally' | 'unplaced' | 'passages'>> {
  const tally: Tally = { same: 0, moved: 0, changed: 0, lost: 0 }
  const passages: ForeseenPassage[] = []
  let unplaced = 0
  for (const revision of new Set(rows.map(({ chapterRevision }) => chapterRevision))) {
    const members = rows.filter(({ chapterRevision }) => chapterRevision === revision)
    const kept = await db().chapterText.findUnique({ where: { revision } })
    const before = revision === chapter.revision ? chapter.text : kept?.text
    for (const [at, outcome] of findPassages(before, chapter.text, members).entries()) {
      const row = members[at] as Row
      if (outcome.kind === 'lost' && row.lostIn !== null) {
        unplaced += 1
        continue
      }
      tally[outcome.kind] += 1
      const passage = foreseePassage(chapter, row, outcome)
      if (passage) passages.push(passage)
    }
  }
  return { tally, unplaced, passages }
}

function foreseePassage({ text, paragraphs }: Chapter, row: Row, outcome: Reanchored): ForeseenPassage | null {
  const { kind } = outcome
  if (kind !== 'changed' && kind !== 'lost') return null
  const start = kind === 'lost' ? outcome.near : outcome.start
  const after = kind === 'lost' ? null : text.slice(outcome.start, outcome.end)
  const paragraph = paragraphs.findLast((each) => each.start <= start)?.label ?? null
  return notes.isOfGroup(row) ? { kind, paragraph, before: row.exact, after } : { kind, paragraph, before: null, after: null }
}
