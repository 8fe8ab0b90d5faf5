import { CalendarFeed, readCalendarFeed } from '#server/meetings/calendar-feed.ts'
import { openRoute } from '#server/route.ts'

export const GET = openRoute({ input: CalendarFeed, run: readCalendarFeed })
