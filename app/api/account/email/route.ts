import { Prove, UpdateEmail } from '#domain/account.ts'
import { removeEmail, updateEmail } from '#server/accounts/emails.ts'
import { route } from '#server/route.ts'

export const PUT = route({ input: UpdateEmail, run: updateEmail, rate: 'password' })
export const DELETE = route({ input: Prove, run: removeEmail, rate: 'password' })
