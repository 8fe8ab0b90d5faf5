import { AboutMeeting } from '#domain/meeting.ts'
import { meetingCalendar } from '#server/meetings/calendar.ts'
import { route } from '#server/route.ts'

export const GET = route({ input: AboutMeeting, run: meetingCalendar })
