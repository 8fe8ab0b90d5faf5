import 'server-only'
import { randomBytes } from 'node:crypto'
import { z } from 'zod'
import type { OpenCalendarFeed } from '#domain/meeting.ts'
import { notFound } from '#domain/problem.ts'
import type { Viewer } from '#domain/viewer.ts'
import { requireMember } from '#server/access.ts'
import { db } from '#server/db.ts'
import { allMeetings } from '#server/meetings/calendar.ts'
import { siteAddress } from '#server/site-address.ts'

/** Calendars like an address that ends like a file. */
export const CalendarFeed = z.object({ key: z.string().regex(/^[\w-]{32}\.ics$/) })

/**
 * The secret address from which a calendar gets the viewer's meetings of a group without signing in. It works as long as they are a member
 * and do not replace it.
 */
export async function openCalendarFeed(viewer: Viewer, { groupId, renew }: OpenCalendarFeed, { request }: { request: Request }) {
  const member = await requireMember(viewer, groupId)
  const where = { groupId: member.groupId, userId: viewer.userId }
  const calendarKey = randomBytes(24).toString('base64url')
  // Of two taps at once the first makes it.
  if (renew) await db().membership.updateMany({ where, data: { calendarKey } })
  else await db().membership.updateMany({ where: { ...where, calendarKey: null }, data: { calendarKey } })
  const row = await db().membership.findUnique({ where: { groupId_userId: where }, select: { calendarKey: true } })
  if (!row?.calendarKey) throw notFound()
  return { address: `${siteAddress(request)}/api/calendars/${row.calendarKey}.ics` }
}

/** @throws Problem `not-found` where the address was replaced, or whose it was is no member any more */
export async function readCalendarFeed(_viewer: Viewer | null, { key }: z.infer<typeof CalendarFeed>, { request }: { request: Request }) {
  const row = await db().membership.findUnique({
    where: { calendarKey: key.slice(0, -'.ics'.length) },
    select: { groupId: true, group: { select: { name: true, guide: true } } },
  })
  if (!row) throw notFound()
  return allMeetings({ groupId: row.groupId, groupName: row.group.name, guide: row.group.guide }, request)
}
