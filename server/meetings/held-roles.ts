import 'server-only'
import type { MeetingAction } from '#domain/live-meeting/action.ts'
import type { HeldRoles } from '#domain/live-meeting/role-wheel.ts'
import type { AboutMeeting } from '#domain/meeting.ts'
import type { Viewer } from '#domain/viewer.ts'
import { requireMember } from '#server/access.ts'
import { db } from '#server/db.ts'
import { listEarlierMeetings } from '#server/meetings/earlier-meetings.ts'

/** So many meetings back somebody's turn is remembered. */
const MOST_MEETINGS = 60

/** Who held which role in the group's meetings before this one, latest first; meetings that never began do not count. */
export async function listHeldRoles(viewer: Viewer, about: AboutMeeting): Promise<HeldRoles[]> {
  await requireMember(viewer, about.groupId)
  const earlier = await listEarlierMeetings(about, MOST_MEETINGS)
  const events = await db().meetingEvent.findMany({
    where: { groupId: about.groupId, meetingId: { in: earlier }, action: { path: ['type'], equals: 'role-given' } },
    orderBy: { seq: 'asc' },
    select: { meetingId: true, action: true },
  })
  const held = new Map<string, HeldRoles>(earlier.map((id) => [id, {}]))
  for (const { meetingId: id, action } of events) {
    const given = action as Extract<MeetingAction, { type: 'role-given' }>
    const roles = held.get(id)
    if (!roles) continue
    if (given.holderId === null) delete roles[given.role]
    else roles[given.role] = given.holderId
  }
  return [...held.values()]
}
