import { AboutPasskey } from '#domain/account.ts'
import { removePasskey } from '#server/accounts/passkeys.ts'
import { always, route } from '#server/route.ts'

export const DELETE = route({ input: AboutPasskey, run: removePasskey, proof: always })
