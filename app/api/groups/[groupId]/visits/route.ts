import { UpdateVisit } from '#domain/visit.ts'
import { route } from '#server/route.ts'
import { updateVisit } from '#server/talk/visits.ts'

export const PUT = route({ input: UpdateVisit, run: updateVisit })
