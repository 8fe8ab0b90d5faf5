import { PrintSlip } from '#domain/slip.ts'
import { printSlip } from '#server/accounts/print-slip.ts'
import { route } from '#server/route.ts'

export const POST = route({ input: PrintSlip, run: printSlip, form: { keeps: ['name'] } })
