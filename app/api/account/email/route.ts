import { Prove, UpdateEmail } from '#domain/account.ts'
import { removeEmail, updateEmail } from '#server/accounts/emails.ts'
import { route } from '#server/route.ts'

const change = { input: UpdateEmail, run: updateEmail, rate: 'password' as const, form: { keeps: ['email'] } }

export const PUT = route(change)
export const POST = route(change)
export const DELETE = route({ input: Prove, run: removeEmail, rate: 'password' })
