import { Prove } from '#domain/account.ts'
import { removeTotp } from '#server/accounts/totp.ts'
import { always, route } from '#server/route.ts'

export const POST = route({ input: Prove, run: removeTotp, proof: always, form: {} })
