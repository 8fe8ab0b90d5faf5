import { Prove } from '#domain/account.ts'
import { offerPasskey } from '#server/accounts/passkeys.ts'
import { always, route } from '#server/route.ts'

export const POST = route({ input: Prove, run: offerPasskey, proof: always })
