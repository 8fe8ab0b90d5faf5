import 'server-only'
import { openDraft } from '#domain/import/review/draft-text.ts'
import { placesOf } from '#domain/import/review/place.ts'
import { type BlockItem, type ListBlocks, type ListReport, PIECE, type Piece, type PlacedEntry } from '#domain/import-draft.ts'
import { notFound } from '#domain/problem.ts'
import type { Viewer } from '#domain/viewer.ts'
import { blockItem } from '#server/import/draft-view.ts'
import { loadDraft } from '#server/import/load-draft.ts'

/**
 * The blocks of one section, some at a time.
 * @throws as `loadDraft`; Problem `not-found` when there is no such section
 */
export async function listBlocks(viewer: Viewer, { draftId, sectionId, from }: ListBlocks): Promise<Piece<BlockItem>> {
  const { replayed } = await loadDraft(viewer, { draftId })
  const section = replayed.draft.sections.find(({ id }) => id === sectionId)
  if (!section) throw notFound()
  const items = section.blocks.slice(from, from + PIECE).map((entry, at) => blockItem(entry, from + at))
  return { items, next: from + PIECE < section.blocks.length ? from + PIECE : null }
}

/**
 * What the import did or doubts, one kind, some at a time, each with the place that it is about.
 * @throws as `loadDraft`
 */
export async function listReport(viewer: Viewer, { draftId, kind, from }: ListReport): Promise<Piece<PlacedEntry>> {
  const { text, replayed } = await loadDraft(viewer, { draftId })
  const { draft, corrected } = replayed
  const now = new Map(
    draft.sections.flatMap((section) => section.blocks.map((entry, position) => [entry.id, { section, entry, position }] as const)),
  )
  // Places are looked up in the text as it was read: lines of a part that was left out have none.
  const placeOf = placesOf(openDraft(text))
  const entries = draft.report.filter((entry) => entry.kind === kind)
  const items = entries.slice(from, from + PIECE).map((entry, at): PlacedEntry => {
    const id = placeOf(entry)
    const found = id === null ? undefined : now.get(id)
    if (!found) return { ...entry, at: from + at, place: null }
    const { section } = found
    const place = { sectionId: section.id, title: section.title, block: blockItem(found.entry, found.position) }
    return { ...entry, at: from + at, place: { ...place, isCorrected: corrected.has(found.entry.id) } }
  })
  return { items, next: from + PIECE < entries.length ? from + PIECE : null }
}
