import { SuspendAccount } from '#domain/oversight.ts'
import { suspendAccount } from '#server/oversight/suspensions.ts'
import { route } from '#server/route.ts'

const read = ({ suspended, ...fields }: Record<string, string>) => ({ ...fields, suspended: suspended === 'yes' })

export const POST = route({
  input: SuspendAccount,
  run: suspendAccount,
  proof: ({ suspended }) => suspended,
  form: { keeps: ['reason'], read },
})
