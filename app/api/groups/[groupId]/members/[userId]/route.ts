import { RemoveMember, UpdateMember } from '#domain/group.ts'
import { removeMember, updateMember } from '#server/groups/members.ts'
import { route } from '#server/route.ts'

export const PATCH = route({ input: UpdateMember, run: updateMember })
export const DELETE = route({ input: RemoveMember, run: removeMember })
