import { ChangePassword } from '#domain/account.ts'
import { changePassword } from '#server/accounts/accounts.ts'
import { route } from '#server/route.ts'

const change = { input: ChangePassword, run: changePassword, rate: 'password' as const, form: {} }

export const PUT = route(change)
export const POST = route(change)
