import { EndSession } from '#domain/account.ts'
import { endSession } from '#server/accounts/sessions.ts'
import { route } from '#server/route.ts'

const one = { input: EndSession, run: endSession, form: {} }

export const DELETE = route(one)
export const POST = route(one)
