import { InGroup } from '#domain/group.ts'
import { route } from '#server/route.ts'
import { findCalls } from '#server/talk/inbox.ts'

export const GET = route({ input: InGroup, run: findCalls })
