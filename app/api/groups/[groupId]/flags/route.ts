import { FlagWords } from '#domain/moderation.ts'
import { flagWords } from '#server/moderation/flags.ts'
import { route } from '#server/route.ts'

/** A box that is not ticked is not sent: only the form with the reason has the one for passing on. */
const read = ({ hides, passOn, ...fields }: Record<string, string>) => ({
  ...{ ...fields, hides: hides === 'yes' },
  ...(fields.reason !== undefined && { passOn: passOn === 'yes' }),
})

export const POST = route({ input: FlagWords, run: flagWords, form: { keeps: ['reason'], read }, whileArchived: true })
