import { MuteMember } from '#domain/moderation.ts'
import { muteMember } from '#server/moderation/flags.ts'
import { route } from '#server/route.ts'

const form = { read: ({ muted, ...fields }: Record<string, string>) => ({ ...fields, muted: muted === 'yes' }) }

export const POST = route({ input: MuteMember, run: muteMember, form, whileArchived: true })
