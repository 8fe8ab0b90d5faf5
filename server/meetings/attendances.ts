import 'server-only'
import type { AboutMeeting, Attendance, UpdateAttendance } from '#domain/meeting.ts'
import { mayMarkAttendance } from '#domain/permissions.ts'
import { notFound, Problem, say } from '#domain/problem.ts'
import type { Viewer } from '#domain/viewer.ts'
import { requireMember, requireRight } from '#server/access.ts'
import { db, type Tx } from '#server/db.ts'
import { notify } from '#server/live/notify.ts'

/**
 * Notes whether a member means to come and whether they are there. What is not given stays as it is.
 * @throws Problem `not-found` for a person outside the group, `conflict` for a cancelled meeting
 */
export async function updateAttendance(viewer: Viewer, input: UpdateAttendance): Promise<Omit<Attendance, 'joined'>> {
  const { groupId, role } = await requireMember(viewer, input.groupId)
  const { meetingId, userId } = input
  const isViewer = userId === viewer.userId
  requireRight(mayMarkAttendance({ role, isSelf: isViewer }), say('mayTickOwn'))
  const change = { ...(input.rsvp !== undefined && { rsvp: input.rsvp }), ...(input.present !== undefined && { present: input.present }) }
  return db().$transaction(async (tx) => {
    const meeting = await tx.meeting.findFirst({
      where: { id: meetingId, groupId },
      select: { status: true, startedAt: true, closedAt: true, group: { select: { keepsAttendance: true } } },
    })
    const membership = await tx.membership.findUnique({
      where: { groupId_userId: { groupId, userId } },
      select: { user: { select: { id: true, name: true } } },
    })
    if (!meeting || !membership) throw notFound()
    if (meeting.status === 'CANCELLED') throw new Problem('conflict', say('sessionCancelled'))
    if (!mayTick(meeting, input)) throw new Problem('conflict', say('attendanceNotKept'))
    // Two taps at once: the first makes the row, both then change it.
    await tx.attendance.createMany({ data: [{ groupId, meetingId, userId }], skipDuplicates: true })
    const rows = await tx.attendance.updateManyAndReturn({
      where: { groupId, meetingId, userId },
      data: change,
      select: { rsvp: true, present: true },
    })
    const { rsvp = null, present = false } = rows[0] ?? {}
    await notify(tx, { groupId, noun: 'meeting', id: meetingId })
    return { member: membership.user, isViewer, rsvp, present, can: { mark: true } }
  })
}

type Held = { startedAt: Date | null; closedAt: Date | null; group: { keepsAttendance: boolean } }

/** In a group that keeps nothing of who was there, people say that they are there while a session is live, and that they will come until it is over. */
function mayTick({ startedAt, closedAt, group }: Held, { present }: Pick<UpdateAttendance, 'present'>): boolean {
  if (group.keepsAttendance) return true
  return closedAt === null && (startedAt !== null || !present)
}

/** Ticks members who were heard in a session that is closed now, as whoever forgot to tick would be missing from its record. */
export async function tickHeard(tx: Tx, { groupId, meetingId }: AboutMeeting, people: string[]): Promise<void> {
  const members = await tx.membership.findMany({ where: { groupId, userId: { in: people } }, select: { userId: true } })
  await tx.attendance.createMany({ data: members.map(({ userId }) => ({ groupId, meetingId, userId })), skipDuplicates: true })
  const userId = { in: members.map((member) => member.userId) }
  await tx.attendance.updateMany({ where: { groupId, meetingId, userId, present: false }, data: { present: true } })
}
