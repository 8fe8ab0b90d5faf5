import { FlagWords } from '#domain/moderation.ts'
import { flagWords } from '#server/moderation/flags.ts'
import { route } from '#server/route.ts'

const form = { keeps: ['reason'], read: ({ hides, ...fields }: Record<string, string>) => ({ ...fields, hides: hides === 'yes' }) }

export const POST = route({ input: FlagWords, run: flagWords, form, whileArchived: true })
