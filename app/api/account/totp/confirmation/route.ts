import { ConfirmTotp } from '#domain/account.ts'
import { confirmTotp } from '#server/accounts/totp.ts'
import { route } from '#server/route.ts'

export const POST = route({ input: ConfirmTotp, run: confirmTotp, rate: 'password', form: {} })
