import { UpdateMember } from '#domain/group.ts'
import { updateMember } from '#server/groups/members.ts'
import { route } from '#server/route.ts'

export const POST = route({
  input: UpdateMember,
  run: updateMember,
  proof: ({ role }) => role === 'OWNER',
  form: { goOn: (_members, { next = '/' }) => next },
  whileArchived: true,
})
