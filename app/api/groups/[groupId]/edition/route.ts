import { AboutEdition } from '#domain/change.ts'
import { requireEdition } from '#server/editions/changes.ts'
import { route } from '#server/route.ts'

export const GET = route({ input: AboutEdition, run: requireEdition })
