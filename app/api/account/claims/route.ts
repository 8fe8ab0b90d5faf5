import { ClaimCode } from '#domain/slip.ts'
import { claimCode } from '#server/accounts/claims.ts'
import { route } from '#server/route.ts'

export const POST = route({ input: ClaimCode, run: claimCode, rate: 'join', form: {} })
