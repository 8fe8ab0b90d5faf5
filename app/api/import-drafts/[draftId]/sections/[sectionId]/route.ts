import { ListBlocks } from '#domain/import-draft.ts'
import { listBlocks } from '#server/import/drafts.ts'
import { route } from '#server/route.ts'

export const GET = route({ input: ListBlocks, run: listBlocks })
