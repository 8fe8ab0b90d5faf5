import { InGroup } from '#domain/group.ts'
import { route } from '#server/route.ts'
import { listCircles } from '#server/talk/circles.ts'

export const GET = route({ input: InGroup, run: listCircles })
