import { OpenLive } from '#domain/live.ts'
import { openEvents } from '#server/live/events.ts'
import { route } from '#server/route.ts'

export const GET = route({ input: OpenLive, run: openEvents })
