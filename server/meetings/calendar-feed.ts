import 'server-only'
import { z } from 'zod'
import { notFound } from '#domain/problem.ts'
import type { Viewer } from '#domain/viewer.ts'
import { db } from '#server/db.ts'
import { allMeetings } from '#server/meetings/calendar.ts'
import { NOT_SUSPENDED } from '#server/personas.ts'

/** Calendars like an address that ends like a file. */
export const CalendarFeed = z.object({ key: z.string().regex(/^[\w-]{32}\.ics$/) })

/** @throws Problem `not-found` where the address was replaced, or whose it was is no member any more */
export async function readCalendarFeed(_viewer: Viewer | null, { key }: z.infer<typeof CalendarFeed>, { request }: { request: Request }) {
  const row = await db().membership.findUnique({
    where: { calendarKey: key.slice(0, -'.ics'.length), user: NOT_SUSPENDED, group: { suspendedAt: null } },
    select: { groupId: true, group: { select: { name: true, guide: true } } },
  })
  if (!row) throw notFound()
  return allMeetings({ groupId: row.groupId, groupName: row.group.name, guide: row.group.guide }, request)
}
