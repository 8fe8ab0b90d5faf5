import { RemoveMember } from '#domain/group.ts'
import { removeMember } from '#server/groups/members.ts'
import { route } from '#server/route.ts'

const read = ({ withdrawLinks, ...fields }: Record<string, string>) => ({ ...fields, withdrawLinks: withdrawLinks === 'yes' })

export const POST = route({
  input: RemoveMember,
  run: removeMember,
  proof: ({ words }) => words !== 'keep',
  form: { keeps: ['words'], read, goOn: (_none, { next = '/' }) => next },
  whileArchived: true,
})
