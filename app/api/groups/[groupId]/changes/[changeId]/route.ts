import { AboutChange } from '#domain/change.ts'
import { undoDecision } from '#server/editions/decisions.ts'
import { route } from '#server/route.ts'

export const DELETE = route({ input: AboutChange, run: undoDecision, whileArchived: true })
