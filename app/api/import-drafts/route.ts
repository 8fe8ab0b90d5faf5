import { z } from 'zod'
import { UploadDraft } from '#domain/import-draft.ts'
import { listDrafts } from '#server/import/import-drafts.ts'
import { uploadDraft } from '#server/import/upload.ts'
import { route } from '#server/route.ts'

export const GET = route({ input: z.object({}), run: listDrafts })
export const POST = route({ input: UploadDraft, run: uploadDraft, raw: true, rate: 'upload', status: 201 })
