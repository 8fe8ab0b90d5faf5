import { SignUp } from '#domain/account.ts'
import { createAccount } from '#server/accounts/accounts.ts'
import { openRoute } from '#server/route.ts'

export const POST = openRoute({ input: SignUp, run: createAccount, rate: 'sign-up', status: 201 })
