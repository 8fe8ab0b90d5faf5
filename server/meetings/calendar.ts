import 'server-only'
import ical, { ICalCalendarMethod, ICalEventStatus } from 'ical-generator'
import { Temporal } from 'temporal-polyfill'
import type { InGroup } from '#domain/group.ts'
import type { AboutMeeting } from '#domain/meeting.ts'
import { notFound } from '#domain/problem.ts'
import type { Viewer } from '#domain/viewer.ts'
import * as m from '#messages/schedule.ts'
import { requireMember } from '#server/access.ts'
import { findGuide } from '#server/content/guides.ts'
import { db, type Prisma } from '#server/db.ts'
import { vtimezone } from '#server/meetings/vtimezone.ts'
import { siteAddress } from '#server/site-address.ts'

type MeetingRow = Prisma.MeetingGetPayload<object>
/** What the events of one file share. `site` is the address of this install, without a slash at the end. */
type Surroundings = { groupId: string; groupName: string; titles: Map<string, string>; site: string }

/** One meeting as a file for a calendar. */
export async function meetingCalendar(viewer: Viewer, input: AboutMeeting, { request }: { request: Request }): Promise<Response> {
  const member = await requireMember(viewer, input.groupId)
  const row = await db().meeting.findFirst({ where: { id: input.meetingId, groupId: member.groupId } })
  if (!row) throw notFound()
  const calendar = writeCalendar([row], await surroundings(member, request))
  return asFile(calendar, `${member.guide}-${row.chapter}.ics`)
}

/** All meetings of a group, cancelled ones too, as a file for a calendar. */
export async function groupCalendar(viewer: Viewer, input: InGroup, { request }: { request: Request }): Promise<Response> {
  return allMeetings(await requireMember(viewer, input.groupId), request)
}

/** All meetings of a group as one file. Whoever calls it has let the asker in. */
export async function allMeetings(member: { groupId: string; groupName: string; guide: string }, request: Request): Promise<Response> {
  const rows = await db().meeting.findMany({ where: { groupId: member.groupId }, orderBy: [{ startsAt: 'asc' }, { id: 'asc' }] })
  const calendar = writeCalendar(rows, await surroundings(member, request), member.groupName)
  return asFile(calendar, `${member.guide}-study-sessions.ics`)
}

async function surroundings(member: { groupId: string; groupName: string; guide: string }, request: Request): Promise<Surroundings> {
  const guide = await findGuide(member.guide)
  const titles = new Map([...(guide?.chapters ?? []), ...(guide?.withdrawn ?? [])].map(({ slug, title }) => [slug, title]))
  return { groupId: member.groupId, groupName: member.groupName, titles, site: siteAddress(request) }
}

/**
 * Meetings as an iCalendar stream (RFC 5545, RFC 7986).
 * @param name of the whole calendar, for files that hold one
 */
function writeCalendar(rows: MeetingRow[], around: Surroundings, name?: string): string {
  const moments = rows.map(({ startsAt }) => startsAt.getTime())
  const zone = (timeZone: string) => vtimezone(timeZone, new Date(Math.min(...moments)), new Date(Math.max(...moments)))
  const calendar = ical({
    prodId: { company: 'Studycircle', product: 'Study sessions', language: 'EN' },
    method: ICalCalendarMethod.PUBLISH,
    // How often a calendar that subscribes looks again; seconds.
    ttl: 3600,
    // Without a zone of its own the calendar writes DTSTAMP and LAST-MODIFIED in UTC, as they must be.
    timezone: { name: null, generator: zone },
  })
  if (name) calendar.name(escapeText(name))
  for (const row of rows) calendar.createEvent(asEvent(row, around))
  return `${calendar.toString()}\r\n`
}

function asEvent(row: MeetingRow, { groupId, groupName, titles, site }: Surroundings) {
  const start = Temporal.Instant.fromEpochMilliseconds(row.startsAt.getTime()).toZonedDateTimeISO(row.timeZone)
  const title = [row.chapter, ...row.moreChapters].map((slug) => titles.get(slug) ?? slug).join(' · ')
  const summary = `${groupName}: ${title}`
  const address = `${site}/groups/${groupId}/meetings/${row.id}`
  return {
    id: row.id,
    sequence: row.sequence,
    stamp: new Date(),
    created: row.createdAt,
    lastModified: row.updatedAt,
    start,
    end: start.add({ minutes: row.minutes }),
    timezone: row.timeZone,
    // Many calendars show nothing of the status.
    summary: row.status === 'CANCELLED' ? m.cancelledTitle({ title: summary }) : summary,
    description: `We talk about “${title}”.\nAgenda and notes: ${address}`,
    location: row.place || null,
    url: address,
    status: row.status === 'CANCELLED' ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
  }
}

/** The library escapes the words of events, not the calendar's name (RFC 5545, 3.3.11). */
function escapeText(text: string): string {
  return text.replace(/[\\;,]/g, (sign) => `\\${sign}`).replace(/\r\n?|\n/g, '\\n')
}

function asFile(calendar: string, name: string): Response {
  return new Response(calendar, {
    headers: {
      'content-type': 'text/calendar; charset=utf-8',
      'content-disposition': `attachment; filename="${name}"`,
      'cache-control': 'private, no-store',
    },
  })
}
