import { z } from 'zod'
import { UpdateAccount } from '#domain/account.ts'
import { findAccount, updateAccount } from '#server/accounts/accounts.ts'
import { openRoute, route } from '#server/route.ts'

const change = { input: UpdateAccount, run: updateAccount, form: { keeps: ['name'] } }

export const GET = openRoute({ input: z.object({}), run: findAccount, anyViewer: true })
export const PATCH = route(change)
export const POST = route(change)
