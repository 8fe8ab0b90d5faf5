import { BecomeOwner } from '#domain/owner.ts'
import { becomeOwner } from '#server/accounts/owners.ts'
import { route } from '#server/route.ts'

export const POST = route({ input: BecomeOwner, run: becomeOwner, rate: 'owner', form: { goOn: () => '/texts/import' } })
