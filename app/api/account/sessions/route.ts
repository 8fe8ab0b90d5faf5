import { z } from 'zod'
import { endOtherSessions, listSessions } from '#server/accounts/sessions.ts'
import { route } from '#server/route.ts'

export const GET = route({ input: z.object({}), run: listSessions })
export const DELETE = route({ input: z.object({}), run: endOtherSessions })
