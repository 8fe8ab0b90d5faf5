import { LeaveGroup } from '#domain/group.ts'
import { leaveGroup } from '#server/groups/members.ts'
import { route } from '#server/route.ts'

export const POST = route({
  input: LeaveGroup,
  run: leaveGroup,
  proof: ({ words }) => words !== 'keep',
  form: { keeps: ['words'], goOn: () => '/' },
  whileArchived: true,
})
