import { CreateCorrection } from '#domain/import-draft.ts'
import { createCorrection } from '#server/import/drafts.ts'
import { route } from '#server/route.ts'

export const POST = route({ input: CreateCorrection, run: createCorrection, limit: 200_000 })
