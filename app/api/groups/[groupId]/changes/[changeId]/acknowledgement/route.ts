import { AboutChange } from '#domain/change.ts'
import { acknowledgeDecision } from '#server/editions/decisions.ts'
import { route } from '#server/route.ts'

export const PUT = route({ input: AboutChange, run: acknowledgeDecision, whileArchived: true })
