import { z } from 'zod'
import { signOut } from '#server/accounts/sign-in.ts'
import { openRoute } from '#server/route.ts'

export const POST = openRoute({ input: z.object({}), run: signOut, anyViewer: true, form: { goOn: () => '/' } })
