import { InGroup } from '#domain/group.ts'
import { route } from '#server/route.ts'
import { listActivity } from '#server/talk/visits.ts'

export const GET = route({ input: InGroup, run: listActivity })
