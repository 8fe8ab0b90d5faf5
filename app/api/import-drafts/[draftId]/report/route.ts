import { ListReport } from '#domain/import-draft.ts'
import { listReport } from '#server/import/drafts.ts'
import { route } from '#server/route.ts'

export const GET = route({ input: ListReport, run: listReport })
