import { UpdateEmail } from '#domain/account.ts'
import { updateEmail } from '#server/accounts/emails.ts'
import { always, route } from '#server/route.ts'

const change = { input: UpdateEmail, run: updateEmail, proof: always, form: { keeps: ['email'] } }

export const PUT = route(change)
export const POST = route(change)
