import { SuspendGroup } from '#domain/oversight.ts'
import { suspendGroup } from '#server/oversight/suspensions.ts'
import { route } from '#server/route.ts'

const read = ({ suspended, ...fields }: Record<string, string>) => ({ ...fields, suspended: suspended === 'yes' })

export const POST = route({
  input: SuspendGroup,
  run: suspendGroup,
  proof: ({ suspended }) => suspended,
  form: { keeps: ['reason'], read },
  whileArchived: true,
})
