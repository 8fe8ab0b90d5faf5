import { UpdatePresence } from '#domain/presence.ts'
import { updatePresence } from '#server/live/wishes.ts'
import { route } from '#server/route.ts'

// A box that is not ticked is not sent.
const form = { read: ({ shown, ...fields }: Record<string, string>) => ({ ...fields, shown: shown !== undefined }) }

export const POST = route({ input: UpdatePresence, run: updatePresence, form, whileArchived: true })
