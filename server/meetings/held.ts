import 'server-only'
import type { HeldRoles } from '#domain/live-meeting/role-wheel.ts'
import { type Held, MOST_PASSAGES, type NextMeeting } from '#domain/live-meeting/summary.ts'
import type { AboutMeeting, Meeting } from '#domain/meeting.ts'
import type { Viewer } from '#domain/viewer.ts'
import { requireMember } from '#server/access.ts'
import { db, type Prisma } from '#server/db.ts'
import { findChaptersOf } from '#server/meetings/agenda.ts'
import { readRun } from '#server/meetings/event-rows.ts'
import { listMeetings, requireMeeting } from '#server/meetings/meetings.ts'
import { listSettledIn } from '#server/talk/settled-answers.ts'
import { listTopPassages } from '#server/talk/top-passages.ts'

/** A meeting with what happened in it and what comes next: what its summary is made of. */
export async function requireHeld(viewer: Viewer, about: AboutMeeting): Promise<Held & { meeting: Meeting }> {
  const meeting = await requireMeeting(viewer, about)
  const member = await requireMember(viewer, about.groupId)
  const chapters = await findChaptersOf(member.guide, meeting)
  const [run, next, answered, passages] = await Promise.all([
    readRun(about),
    findNext(viewer, about.groupId, meeting),
    listSettledIn(member, about.meetingId),
    listTopPassages({ groupId: about.groupId, chapters, most: MOST_PASSAGES }),
  ])
  return { meeting, run, next, answered, passages }
}

async function findNext(viewer: Viewer, groupId: string, { startsAt }: Meeting): Promise<NextMeeting | null> {
  const meetings = await listMeetings(viewer, { groupId })
  const next = meetings.find((each) => each.status === 'SCHEDULED' && Date.parse(each.startsAt) > Date.parse(startsAt))
  if (!next) return null
  const { roles, guests } = await readRun({ groupId, meetingId: next.id })
  const { id, chapterTitle, timeZone, place } = next
  return { id, chapterTitle, timeZone, place, startsAt: next.startsAt, roles: await named(groupId, roles, guests) }
}

async function named(groupId: string, roles: HeldRoles, guests: Record<string, string>): Promise<NextMeeting['roles']> {
  const where: Prisma.MembershipWhereInput = { groupId, userId: { in: Object.values(roles) } }
  const members = await db().membership.findMany({ where, select: { user: { select: { id: true, name: true } } } })
  const names = new Map([...members.map(({ user }) => [user.id, user.name] as const), ...Object.entries(guests)])
  return (Object.entries(roles) as [keyof HeldRoles, string][]).flatMap(([role, id]) => {
    const name = names.get(id)
    return name === undefined ? [] : [{ role, name }]
  })
}
