import { EndSession } from '#domain/account.ts'
import { endSession } from '#server/accounts/sessions.ts'
import { route } from '#server/route.ts'

export const DELETE = route({ input: EndSession, run: endSession })
