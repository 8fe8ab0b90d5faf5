import { RearrangeMeetings } from '#domain/meeting.ts'
import { rearrangeMeetings } from '#server/meetings/rearrange.ts'
import { route } from '#server/route.ts'

export const POST = route({ input: RearrangeMeetings, run: rearrangeMeetings })
