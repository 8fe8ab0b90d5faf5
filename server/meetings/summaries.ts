import 'server-only'
import type { HeldRoles } from '#domain/live-meeting/role-wheel.ts'
import { type Held, MOST_PASSAGES, type NextMeeting, type PublishSummary } from '#domain/live-meeting/summary.ts'
import type { AboutMeeting, Meeting, Summary } from '#domain/meeting.ts'
import { maySteerMeeting, mayWriteSummary } from '#domain/permissions.ts'
import { notFound, Problem, say } from '#domain/problem.ts'
import type { Viewer } from '#domain/viewer.ts'
import { requireMember, requireRight } from '#server/access.ts'
import { db, type Prisma } from '#server/db.ts'
import { notify } from '#server/live/notify.ts'
import { keep } from '#server/markdown/render.ts'
import { findChaptersOf } from '#server/meetings/agenda.ts'
import { readRun } from '#server/meetings/event-rows.ts'
import { listMeetings, requireMeeting } from '#server/meetings/meetings.ts'
import { requireSummaryOf } from '#server/meetings/summary-rows.ts'
import { listSettledIn } from '#server/talk/settled-answers.ts'
import { listTopPassages } from '#server/talk/top-passages.ts'

/**
 * Publishes the summary of a meeting, or what it says now. Sending the same again changes nothing.
 * @throws Problem `not-found`; `forbidden` but for the note-taker and those who steer; `conflict` with the `current` summary when
 * `version` is no longer the newest
 */
export async function publishSummary(viewer: Viewer, { groupId, meetingId, version, body, short }: PublishSummary): Promise<Summary> {
  const { role, userId } = await requireMember(viewer, groupId)
  const where = { id: meetingId, groupId }
  if (!(await db().meeting.findFirst({ where, select: { id: true } }))) throw notFound()
  const { roles } = await readRun({ groupId, meetingId })
  const steers = maySteerMeeting({ role, isFacilitator: roles.FACILITATOR === userId })
  requireRight(mayWriteSummary({ steers, takesNotes: roles.NOTE_TAKER === userId }), say('maySummarise'))
  const words = { ...(await keep(body, userId)), short, creatorId: userId, publishedAt: new Date() }
  const published = await db().$transaction(async (tx) => {
    const data = { ...words, hiddenAt: null, version: { increment: 1 } }
    // A new one takes the place of what facilitators hid.
    const change = (which: Prisma.MeetingSummaryWhereInput) => tx.meetingSummary.updateMany({ where: { ...where, ...which }, data })
    const create = () => tx.meetingSummary.createMany({ data: [{ ...where, ...words }], skipDuplicates: true })
    const { count } = await (version === 0 ? create() : change({ version, hiddenAt: null }))
    const isPublished = count > 0 || (version === 0 && (await change({ hiddenAt: { not: null } })).count > 0)
    if (isPublished) await notify(tx, { groupId, noun: 'meeting', id: meetingId })
    return isPublished
  })
  const current = await requireSummaryOf(groupId, meetingId)
  if (published || (current.body === body && current.short === short)) return current
  throw new Problem('conflict', say('summaryChanged'), { current })
}

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
