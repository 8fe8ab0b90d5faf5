import { Prove } from '#domain/account.ts'
import { removeEmail } from '#server/accounts/emails.ts'
import { route } from '#server/route.ts'

export const POST = route({ input: Prove, run: removeEmail, rate: 'password', form: {} })
