import { UpdateDeletion } from '#domain/group.ts'
import { updateDeletion } from '#server/groups/deletion.ts'
import { route } from '#server/route.ts'

const form = { read: ({ deletes, ...fields }: Record<string, string>) => ({ ...fields, deletes: deletes === 'yes' }) }

export const POST = route({ input: UpdateDeletion, run: updateDeletion, proof: ({ deletes }) => deletes, form, whileArchived: true })
