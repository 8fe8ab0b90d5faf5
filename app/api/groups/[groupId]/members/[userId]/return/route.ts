import { PrintReturn } from '#domain/return.ts'
import { printReturn } from '#server/accounts/returns.ts'
import { route } from '#server/route.ts'

export const POST = route({ input: PrintReturn, run: printReturn, rate: 'mail', whileArchived: true, form: {} })
