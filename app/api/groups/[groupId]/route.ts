import { InGroup, UpdateGroup } from '#domain/group.ts'
import { requireGroup, saveGroup, updateGroup } from '#server/groups/groups.ts'
import { route } from '#server/route.ts'

export const GET = route({ input: InGroup, run: requireGroup })
export const PATCH = route({ input: UpdateGroup, run: updateGroup })
// A form knows no PATCH.
export const POST = route({ input: UpdateGroup, run: saveGroup, form: { keeps: ['name', 'welcome', 'callLink', 'language', 'timeZone'] } })
