import { UpdatePosition } from '#domain/reading-position.ts'
import { route } from '#server/route.ts'
import { updatePosition } from '#server/talk/reading-position.ts'

export const PUT = route({ input: UpdatePosition, run: updatePosition, whileArchived: true })
