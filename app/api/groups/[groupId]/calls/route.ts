import { InGroup } from '#domain/group.ts'
import { findCalls } from '#server/moderation/calls.ts'
import { route } from '#server/route.ts'

export const GET = route({ input: InGroup, run: findCalls })
