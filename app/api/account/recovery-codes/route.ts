import { Prove } from '#domain/account.ts'
import { createRecoveryCodes } from '#server/accounts/recovery.ts'
import { always, route } from '#server/route.ts'

export const POST = route({ input: Prove, run: createRecoveryCodes, proof: always, status: 201, form: {} })
