import { Prove } from '#domain/account.ts'
import { proveSession } from '#server/accounts/proof.ts'
import { route } from '#server/route.ts'

export const POST = route({ input: Prove, run: proveSession, rate: 'password' })
