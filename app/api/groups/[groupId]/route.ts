import { InGroup, UpdateGroup } from '#domain/group.ts'
import { requireGroup, updateGroup } from '#server/groups/groups.ts'
import { route } from '#server/route.ts'

export const GET = route({ input: InGroup, run: requireGroup })
export const PATCH = route({ input: UpdateGroup, run: updateGroup })
