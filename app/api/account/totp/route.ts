import { Prove } from '#domain/account.ts'
import { beginTotp } from '#server/accounts/totp.ts'
import { always, route } from '#server/route.ts'

export const POST = route({ input: Prove, run: beginTotp, proof: always, status: 201, form: {} })
