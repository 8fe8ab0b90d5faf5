import { EndSession } from '#domain/account.ts'
import { route } from '#server/route.ts'
import { endSession } from '#server/sessions.ts'

export const DELETE = route({ input: EndSession, run: endSession })
