import { InGroup } from '#domain/group.ts'
import { OpenCalendarFeed } from '#domain/meeting.ts'
import { groupCalendar } from '#server/meetings/calendar.ts'
import { openCalendarFeed } from '#server/meetings/calendar-feed.ts'
import { route } from '#server/route.ts'

export const GET = route({ input: InGroup, run: groupCalendar })
export const POST = route({ input: OpenCalendarFeed, run: openCalendarFeed })
