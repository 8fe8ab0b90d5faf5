import { PrintReturn } from '#domain/return.ts'
import { printReturn } from '#server/accounts/returns.ts'
import { always, route } from '#server/route.ts'

export const POST = route({ input: PrintReturn, run: printReturn, proof: always, rate: 'mail', whileArchived: true, form: {} })
