import { z } from 'zod'
import { offerSignIn } from '#server/accounts/passkeys.ts'
import { openRoute } from '#server/route.ts'

export const POST = openRoute({ input: z.object({}), run: offerSignIn, anyViewer: true })
