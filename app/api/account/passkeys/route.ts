import { AddPasskey } from '#domain/account.ts'
import { addPasskey } from '#server/accounts/passkeys.ts'
import { route } from '#server/route.ts'

export const POST = route({ input: AddPasskey, run: addPasskey, rate: 'password' })
