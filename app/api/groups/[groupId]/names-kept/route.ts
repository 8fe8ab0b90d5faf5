import { UpdateNamesKept } from '#domain/names-kept.ts'
import { updateNamesKept } from '#server/groups/names-kept.ts'
import { route } from '#server/route.ts'

export const POST = route({ input: UpdateNamesKept, run: updateNamesKept, whileArchived: true, form: { keeps: ['weeks'] } })
