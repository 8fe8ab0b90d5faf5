import { Prove } from '#domain/account.ts'
import { proveSession } from '#server/accounts/proof.ts'
import { always, route } from '#server/route.ts'

export const POST = route({ input: Prove, run: proveSession, proof: always })
