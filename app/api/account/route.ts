import { z } from 'zod'
import { UpdateAccount } from '#domain/account.ts'
import { findAccount, updateAccount } from '#server/accounts/accounts.ts'
import { openRoute, route } from '#server/route.ts'

export const GET = openRoute({ input: z.object({}), run: findAccount })
export const PATCH = route({ input: UpdateAccount, run: updateAccount })
