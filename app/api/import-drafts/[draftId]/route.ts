import { AboutDraft, UpdateDraft } from '#domain/import-draft.ts'
import { requireDraft, updateDraft } from '#server/import/drafts.ts'
import { removeDraft } from '#server/import/import-drafts.ts'
import { route } from '#server/route.ts'

export const GET = route({ input: AboutDraft, run: requireDraft })
export const PATCH = route({ input: UpdateDraft, run: updateDraft })
export const DELETE = route({ input: AboutDraft, run: removeDraft })
