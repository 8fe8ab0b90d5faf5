import { AboutMeeting, UpdateMeeting } from '#domain/meeting.ts'
import { requireMeeting, updateMeeting } from '#server/meetings/meetings.ts'
import { route } from '#server/route.ts'

export const GET = route({ input: AboutMeeting, run: requireMeeting })
export const PATCH = route({ input: UpdateMeeting, run: updateMeeting })
