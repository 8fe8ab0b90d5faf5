import { InGroup } from '#domain/group.ts'
import { listMembers } from '#server/groups/members.ts'
import { route } from '#server/route.ts'

export const GET = route({ input: InGroup, run: listMembers })
