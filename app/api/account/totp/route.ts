import { Prove } from '#domain/account.ts'
import { beginTotp } from '#server/accounts/totp.ts'
import { route } from '#server/route.ts'

export const POST = route({ input: Prove, run: beginTotp, rate: 'password', status: 201, form: {} })
