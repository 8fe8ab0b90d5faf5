import 'server-only'
import type { MeetingAction } from '#domain/live-meeting/action.ts'
import type { AboutMeeting } from '#domain/meeting.ts'
import { notFound } from '#domain/problem.ts'
import type { AboutGuest } from '#domain/slip.ts'
import type { Viewer } from '#domain/viewer.ts'
import { requireMember } from '#server/access.ts'
import { db, type Tx } from '#server/db.ts'
import { listEarlierMeetings } from '#server/meetings/earlier-meetings.ts'

/** So many meetings back guests are known by name, and so many of them. */
const MOST_MEETINGS = 12
const MOST_GUESTS = 30

type Guest = { id: string; name: string }
type Added = Extract<MeetingAction, { type: 'guest-added' }>

const ADDED = { path: ['type'], equals: 'guest-added' satisfies MeetingAction['type'] }

/** Guests of the group's meetings before this one, the latest first: who comes again is the same person, under the same id. */
export async function listFormerGuests(viewer: Viewer, about: AboutMeeting): Promise<Guest[]> {
  await requireMember(viewer, about.groupId)
  const earlier = await listEarlierMeetings(about, MOST_MEETINGS)
  const where = { groupId: about.groupId, meetingId: { in: earlier }, action: ADDED }
  const rows = await db().meetingEvent.findMany({ where, orderBy: [{ at: 'desc' }, { seq: 'desc' }], select: { action: true } })
  const names = new Map<string, string>()
  for (const { guestId, name } of rows.map(({ action }) => action as Added)) if (!names.has(guestId)) names.set(guestId, name)
  return [...names].slice(0, MOST_GUESTS).map(([id, name]) => ({ id, name }))
}

/**
 * Takes a guest out of a group's meetings, who is a member from now on, under the id that everything there names them by: what they said and
 * wrote stays theirs, and their name is kept in one place.
 * @returns them, and the meetings that they were in
 * @throws Problem `not-found` where the meeting has no such guest
 */
export async function takeGuest(tx: Tx, { groupId, meetingId, guestId: id }: AboutGuest): Promise<Guest & { meetingIds: string[] }> {
  const rows = await tx.meetingEvent.findMany({ where: { groupId, action: ADDED }, orderBy: [{ at: 'asc' }, { seq: 'asc' }] })
  const theirs = rows.filter(({ action }) => (action as Added).guestId === id)
  const here = theirs.find((row) => row.meetingId === meetingId)
  // Ids come from devices: one that is somebody's already is no guest's.
  if (!here || (await tx.user.count({ where: { id } })) > 0) throw notFound()
  // Events are numbered without gaps: it becomes one in which nothing happens.
  const where = { groupId, id: { in: theirs.map((row) => row.id) } }
  await tx.meetingEvent.updateMany({ where, data: { action: { type: 'forgotten' } } })
  return { id, name: (here.action as Added).name, meetingIds: [...new Set(theirs.map((row) => row.meetingId))] }
}
