import 'server-only'
import type { AboutDraft } from '#domain/import-draft.ts'
import type { Viewer } from '#domain/viewer.ts'
import { findImportedGuide } from '#server/content/read-imported.ts'
import { db } from '#server/db.ts'
import { DRAFT_WORK } from '#server/import/draft-work.ts'
import type { DraftWork } from '#server/import/job.ts'
import { runJob } from '#server/import/run-job.ts'

/**
 * Bytes of a draft's text as JSON. Reading a book of one or two takes a tenth of a second; fifty, and making all corrections anew, takes
 * seconds for which nobody else would be answered.
 */
const LONG = 2_000_000

type Place = { long: boolean; slug: string }

async function findPlace({ userId }: Viewer, { draftId }: AboutDraft): Promise<Place | null> {
  const [row] = await db().$queryRaw<Place[]>`
    SELECT coalesce(octet_length(text::text), 0) > ${LONG} AS long, settings->>'slug' AS slug FROM import_drafts
    WHERE id = ${draftId}::uuid AND creator_id = ${userId}::uuid`
  return row ?? null
}

/** The same work, done in a thread of its own where it would keep everybody else waiting. */
function door<Name extends keyof DraftWork>(name: Name, isMuch = async ({ long }: Place) => long): DraftWork[Name] {
  const act = DRAFT_WORK[name] as (viewer: Viewer, input: AboutDraft) => Promise<unknown>
  const enter: typeof act = async (viewer, input) => {
    const place = await findPlace(viewer, input)
    return place && (await isMuch(place)) ? runJob({ kind: 'draft', name, viewer, input }) : act(viewer, input)
  }
  return enter as DraftWork[Name]
}

export const requireDraft = door('requireDraft')
export const updateDraft = door('updateDraft')
export const createCorrection = door('createCorrection')
export const removeCorrection = door('removeCorrection')
export const listBlocks = door('listBlocks')
export const listReport = door('listReport')
/** A text that is at the address already is compared with the draft, chapter by chapter. */
export const findPublication = door('findPublication', async ({ long, slug }) => long || (await findImportedGuide(slug)) !== null)
export const createPublication = door('createPublication', async () => true)
