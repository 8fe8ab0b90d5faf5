import { ChangePassword } from '#domain/account.ts'
import { changePassword } from '#server/accounts/accounts.ts'
import { always, route } from '#server/route.ts'

const change = { input: ChangePassword, run: changePassword, proof: always, form: {} }

export const PUT = route(change)
export const POST = route(change)
