import { RemoveCorrection } from '#domain/import-draft.ts'
import { removeCorrection } from '#server/import/drafts.ts'
import { route } from '#server/route.ts'

export const DELETE = route({ input: RemoveCorrection, run: removeCorrection })
