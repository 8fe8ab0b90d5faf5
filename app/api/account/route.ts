import { z } from 'zod'
import { UpdateAccount } from '#domain/account.ts'
import { requireAccount, updateAccount } from '#server/accounts.ts'
import { route } from '#server/route.ts'

export const GET = route({ input: z.object({}), run: requireAccount })
export const PATCH = route({ input: UpdateAccount, run: updateAccount })
