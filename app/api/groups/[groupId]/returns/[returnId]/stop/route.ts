import { StopReturn } from '#domain/return.ts'
import { stopReturn } from '#server/accounts/returns.ts'
import { route } from '#server/route.ts'

export const POST = route({ input: StopReturn, run: stopReturn, whileArchived: true, form: {} })
