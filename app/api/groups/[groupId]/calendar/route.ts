import { InGroup } from '#domain/group.ts'
import { groupCalendar } from '#server/meetings/calendar.ts'
import { route } from '#server/route.ts'

export const GET = route({ input: InGroup, run: groupCalendar })
