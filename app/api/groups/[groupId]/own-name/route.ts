import { ChooseName } from '#domain/group.ts'
import { chooseName } from '#server/groups/own-name.ts'
import { route } from '#server/route.ts'

export const POST = route({ input: ChooseName, run: chooseName, whileArchived: true, form: { keeps: ['name'] } })
