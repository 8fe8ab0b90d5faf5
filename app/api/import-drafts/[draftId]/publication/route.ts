import { AboutDraft, CreatePublication } from '#domain/import-draft.ts'
import { createPublication, findPublication } from '#server/import/drafts.ts'
import { route } from '#server/route.ts'

export const GET = route({ input: AboutDraft, run: findPublication })
export const POST = route({ input: CreatePublication, run: createPublication })
