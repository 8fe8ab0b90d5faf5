import { InChapter } from '#domain/group.ts'
import { route } from '#server/route.ts'
import { updateVisit } from '#server/visits.ts'

export const PUT = route({ input: InChapter, run: updateVisit })
