import { z } from 'zod'
import { UpdateEmail } from '#domain/account.ts'
import { removeEmail, updateEmail } from '#server/accounts/emails.ts'
import { route } from '#server/route.ts'

export const PUT = route({ input: UpdateEmail, run: updateEmail })
export const DELETE = route({ input: z.object({}), run: removeEmail })
