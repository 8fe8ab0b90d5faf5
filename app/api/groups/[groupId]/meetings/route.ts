import { InGroup } from '#domain/group.ts'
import { CreateMeetings } from '#domain/meeting.ts'
import { createMeetings, listMeetings } from '#server/meetings/meetings.ts'
import { route } from '#server/route.ts'

export const GET = route({ input: InGroup, run: listMeetings })
export const POST = route({ input: CreateMeetings, run: createMeetings, status: 201 })
