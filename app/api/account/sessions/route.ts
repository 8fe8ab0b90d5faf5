import { z } from 'zod'
import { endOtherSessions } from '#server/accounts/sessions.ts'
import { listSessions } from '#server/accounts/sign-in-history.ts'
import { route } from '#server/route.ts'

const others = { input: z.object({}), run: endOtherSessions, form: {} }

export const GET = route({ input: z.object({}), run: listSessions })
export const DELETE = route(others)
export const POST = route(others)
