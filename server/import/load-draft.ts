import 'server-only'
import type { ImportedText } from '#domain/import/blocks/text.ts'
import { KeptCorrection } from '#domain/import/review/correction.ts'
import { type Replayed, replay } from '#domain/import/review/replay.ts'
import { type AboutDraft, DRAFT_DAYS, DraftSettings } from '#domain/import-draft.ts'
import { notFound, Problem, say } from '#domain/problem.ts'
import type { Viewer } from '#domain/viewer.ts'
import { db, type Prisma } from '#server/db.ts'
import { requireImporter } from '#server/installation.ts'

/** Columns of what is known of a draft beside its text. */
export const ABOUT = {
  ...{ id: true, fileName: true, settings: true, version: true },
  ...{ createdAt: true, updatedAt: true, publishedAt: true },
} as const

type Row = Prisma.ImportDraftGetPayload<{ select: typeof ABOUT }>
type DraftAbout = Omit<Row, 'settings'> & { settings: DraftSettings }

/** A draft with its text as it was read, and as it stands with the corrections. */
export type LoadedDraft = { about: DraftAbout; text: ImportedText; kept: KeptCorrection[]; replayed: Replayed }

/** What is known of a draft beside its text. */
export const aboutOf = ({ settings, ...row }: Row): DraftAbout => ({ ...row, settings: DraftSettings.parse(settings) })

/**
 * A draft of the viewer's, read and corrected.
 * @throws Problem `not-found` to everyone but the owner who uploaded it; `gone` when its text was cleared away
 */
export async function loadDraft(viewer: Viewer, { draftId }: AboutDraft): Promise<LoadedDraft> {
  await requireImporter(viewer)
  const select = { ...ABOUT, text: true, corrections: true }
  const row = await db().importDraft.findFirst({ where: { id: draftId, creatorId: viewer.userId }, select })
  if (!row) throw notFound()
  const { text, corrections, ...rest } = row
  if (text === null) {
    throw new Problem('gone', say('draftCleared', { days: DRAFT_DAYS }))
  }
  const kept = KeptCorrection.array().parse(corrections)
  // Only `createDraft` writes this column, and what it writes is an ImportedText.
  const imported = text as unknown as ImportedText
  return { about: aboutOf(rest), text: imported, kept, replayed: replay(imported, kept) }
}
