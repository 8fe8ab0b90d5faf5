import { z } from 'zod'
import { endOtherSessions, listSessions } from '#server/accounts/sessions.ts'
import { route } from '#server/route.ts'

const others = { input: z.object({}), run: endOtherSessions, form: {} }

export const GET = route({ input: z.object({}), run: listSessions })
export const DELETE = route(others)
export const POST = route(others)
