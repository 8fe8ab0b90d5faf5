import { UpdateArchiving } from '#domain/group.ts'
import { updateArchiving } from '#server/groups/archiving.ts'
import { route } from '#server/route.ts'

const form = { read: ({ archived, ...fields }: Record<string, string>) => ({ ...fields, archived: archived === 'yes' }) }

export const POST = route({ input: UpdateArchiving, run: updateArchiving, form, whileArchived: true })
