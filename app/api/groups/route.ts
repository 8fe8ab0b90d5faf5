import { z } from 'zod'
import { CreateGroup } from '#domain/group.ts'
import { createGroup, listGroups } from '#server/groups/groups.ts'
import { route } from '#server/route.ts'

export const GET = route({ input: z.object({}), run: listGroups })
export const POST = route({
  input: CreateGroup,
  run: createGroup,
  status: 201,
  form: { keeps: ['name', 'guide'], goOn: ({ id }) => `/groups/${id}` },
})
