import { AppendEvents, ListEvents } from '#domain/live-meeting/action.ts'
import { appendEvents, listEvents } from '#server/meetings/live-meeting.ts'
import { route } from '#server/route.ts'

export const GET = route({ input: ListEvents, run: listEvents })
export const POST = route({ input: AppendEvents, run: appendEvents, limit: 150_000, rate: 'live' })
