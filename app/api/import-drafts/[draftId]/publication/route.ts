import { AboutDraft, PublishDraft } from '#domain/import-draft.ts'
import { findPublication, publishDraft } from '#server/import/publications.ts'
import { route } from '#server/route.ts'

export const GET = route({ input: AboutDraft, run: findPublication })
export const POST = route({ input: PublishDraft, run: publishDraft })
