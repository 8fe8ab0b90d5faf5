import { ChangePassword } from '#domain/account.ts'
import { changePassword } from '#server/accounts/accounts.ts'
import { route } from '#server/route.ts'

export const PUT = route({ input: ChangePassword, run: changePassword, rate: 'password' })
