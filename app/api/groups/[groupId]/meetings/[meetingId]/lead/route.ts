import { AboutMeeting } from '#domain/meeting.ts'
import { findLead } from '#server/meetings/live-meeting.ts'
import { route } from '#server/route.ts'

export const GET = route({ input: AboutMeeting, run: findLead })
