import { z } from 'zod'
import { route } from '#server/route.ts'
import { endOtherSessions, listSessions } from '#server/sessions.ts'

export const GET = route({ input: z.object({}), run: listSessions })
export const DELETE = route({ input: z.object({}), run: endOtherSessions })
