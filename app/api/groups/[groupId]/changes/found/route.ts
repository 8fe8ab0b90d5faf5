import { AcceptFound } from '#domain/change.ts'
import { acceptFound } from '#server/editions/accept-found.ts'
import { route } from '#server/route.ts'

export const POST = route({ input: AcceptFound, run: acceptFound, whileArchived: true })
