import { Prove } from '#domain/account.ts'
import { createRecoveryCodes } from '#server/accounts/recovery.ts'
import { route } from '#server/route.ts'

export const POST = route({ input: Prove, run: createRecoveryCodes, rate: 'password', status: 201, form: {} })
