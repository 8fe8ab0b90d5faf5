import 'server-only'
import { listBlocks, listReport } from '#server/import/draft-pieces.ts'
import { createCorrection, removeCorrection, requireDraft, updateDraft } from '#server/import/import-drafts.ts'
import { createPublication, findPublication } from '#server/import/publications.ts'

/** What opens a draft's text: here, or in a thread where it is long. `drafts.ts` decides. */
export const DRAFT_WORK = {
  requireDraft,
  updateDraft,
  createCorrection,
  removeCorrection,
  listBlocks,
  listReport,
  findPublication,
  createPublication,
}
