import 'server-only'
import { type Attendance, meetingPhase, type UpdateAttendance } from '#domain/meeting.ts'
import { mayMarkAttendance } from '#domain/permissions.ts'
import { notFound, Problem, say } from '#domain/problem.ts'
import type { Viewer } from '#domain/viewer.ts'
import { requireMember, requireRight } from '#server/access.ts'
import { db, type Tx } from '#server/db.ts'
import { notify } from '#server/live/notify.ts'
import { appendByServer } from '#server/meetings/live-meeting.ts'

/**
 * Notes whether a member means to come and whether they are there. What is not given stays as it is.
 * @throws Problem `not-found` for a person outside the group, `conflict` for a cancelled meeting, and for what the group keeps nothing of
 */
export async function updateAttendance(viewer: Viewer, input: UpdateAttendance): Promise<Omit<Attendance, 'joined'>> {
  const { groupId, role, keepsPeople } = await requireMember(viewer, input.groupId)
  const { meetingId, userId } = input
  const isViewer = userId === viewer.userId
  requireRight(mayMarkAttendance({ role, isSelf: isViewer }), say('mayTickOwn'))
  return db().$transaction(async (tx) => {
    const meeting = await tx.meeting.findFirst({
      where: { id: meetingId, groupId },
      select: { status: true, startedAt: true, closedAt: true },
    })
    const membership = await tx.membership.findUnique({
      where: { groupId_userId: { groupId, userId } },
      select: { user: { select: { id: true, name: true } } },
    })
    if (!meeting || !membership) throw notFound()
    if (meeting.status === 'CANCELLED') throw new Problem('conflict', say('sessionCancelled'))
    const marked = keepsPeople ? await store(tx, input) : await tell(tx, input, meetingPhase(meeting, Date.now()) === 'RUNNING')
    await notify(tx, { groupId, noun: 'meeting', id: meetingId })
    return { member: membership.user, isViewer, ...marked, can: { mark: true } }
  })
}

type Marked = Pick<Attendance, 'rsvp' | 'present'>

async function store(tx: Tx, { groupId, meetingId, userId, rsvp, present }: UpdateAttendance): Promise<Marked> {
  const data = { ...(rsvp !== undefined && { rsvp }), ...(present !== undefined && { present }) }
  // Two taps at once: the first makes the row, both then change it.
  await tx.attendance.createMany({ data: [{ groupId, meetingId, userId }], skipDuplicates: true })
  const rows = await tx.attendance.updateManyAndReturn({
    where: { groupId, meetingId, userId },
    data,
    select: { rsvp: true, present: true },
  })
  return rows[0] ?? { rsvp: null, present: false }
}

/** Where the group keeps nothing of who was there, a tick is an event of the live session, and sealed as the others are. */
async function tell(tx: Tx, { groupId, meetingId, userId, rsvp, present }: UpdateAttendance, isLive: boolean): Promise<Marked> {
  if (!isLive || present === undefined || rsvp) throw new Problem('conflict', say('attendanceNotKept'))
  await appendByServer(tx, { groupId, meetingId }, { type: 'here-told', personId: userId, here: present })
  return { rsvp: null, present }
}
