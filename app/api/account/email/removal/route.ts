import { Prove } from '#domain/account.ts'
import { removeEmail } from '#server/accounts/emails.ts'
import { always, route } from '#server/route.ts'

export const POST = route({ input: Prove, run: removeEmail, proof: always, form: {} })
