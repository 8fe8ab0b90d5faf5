import { InGroup } from '#domain/group.ts'
import { openEvents } from '#server/live/events.ts'
import { route } from '#server/route.ts'

export const GET = route({ input: InGroup, run: openEvents })
