import { Join } from '#domain/invitation.ts'
import { joinGroup } from '#server/groups/join.ts'
import { route } from '#server/route.ts'

export const POST = route({
  input: Join,
  run: joinGroup,
  rate: 'join',
  form: { keeps: ['name'], goOn: ({ groupId, chapter }) => `/groups/${groupId}/${chapter}` },
})
