import 'server-only'
import type { CreateGroup, Group, GroupItem, InGroup, Role, UpdateGroup } from '#domain/group.ts'
import type { Guide } from '#domain/guide.ts'
import { chaptersProper, findChapterItem } from '#domain/guide-reading.ts'
import { INVITATION_DAYS } from '#domain/invitation.ts'
import { FORGOTTEN, meetingPhase } from '#domain/meeting.ts'
import { mayChangeRoles, mayInvite, mayPlanMeetings, mayRename } from '#domain/permissions.ts'
import { notFound, Problem, say } from '#domain/problem.ts'
import type { Viewer } from '#domain/viewer.ts'
import { isSuspended, requireMember, requireRight, requireSettings } from '#server/access.ts'
import { findGuide, requireGuide } from '#server/content/guides.ts'
import { db, isDuplicate, Prisma } from '#server/db.ts'
import { newInvitationCode } from '#server/groups/invitation-code.ts'
import { tellAll } from '#server/live/notify.ts'
import { dropTurns } from '#server/meetings/kept-turns.ts'
import { isOf, viewerIn } from '#server/personas.ts'
import { statement } from '#server/statement.ts'
import { countUnread } from '#server/talk/visits.ts'
import { openTo } from '#server/texts.ts'

/** A meeting lasts eight hours at most (domain/meeting.ts): what began before that is over. Milliseconds. */
const HOUR = 3600 * 1000
const LONGEST_MEETING = 8 * HOUR
const DAY = 24 * 3600 * 1000

/**
 * Starts a group on a guide with the viewer as its owner, and makes its first invitation.
 * Sent again by the same person it changes nothing and answers the same.
 * @throws Problem `not-found` for an unknown guide and for one that the viewer may not read, `conflict` when the id is somebody else's
 */
export async function createGroup(viewer: Viewer, input: CreateGroup): Promise<Group> {
  const guide = await requireGuide(input.guide)
  if ((await openTo(viewer, [guide])).length === 0) throw notFound()
  const expiresAt = new Date(Date.now() + INVITATION_DAYS * DAY)
  try {
    await db().readingGroup.create({
      data: {
        id: input.id,
        guide: input.guide,
        name: input.name,
        memberships: { create: { userId: viewer.userId, role: 'OWNER' } },
        invitations: { create: { code: newInvitationCode(), creatorId: viewer.userId, expiresAt } },
      },
    })
  } catch (error) {
    if (!isDuplicate(error)) throw error
    const own = await db().membership.findFirst({ where: { groupId: input.id, user: isOf(viewer.userId) }, select: { groupId: true } })
    if (!own) throw new Problem('conflict', say('groupFormUsed'))
  }
  return requireGroup(await viewerIn(viewer, input.id), { groupId: input.id })
}

/** The viewer's groups, the newest membership first. */
export async function listGroups(viewer: Viewer): Promise<GroupItem[]> {
  const rows = await db().membership.findMany({
    where: { user: isOf(viewer.userId) },
    orderBy: [{ joinedAt: 'desc' }, { groupId: 'asc' }],
    select: {
      role: true,
      group: { select: { id: true, name: true, guide: true, archivedAt: true, _count: { select: { memberships: true } } } },
    },
  })
  const unread = await countUnread(viewer)
  return Promise.all(
    rows.map(async ({ role, group }) => {
      const guide = await findGuide(group.guide)
      const { id, name, archivedAt, _count } = group
      return {
        id,
        name,
        guide: group.guide,
        guideTitle: guide?.title ?? group.guide,
        role,
        members: _count.memberships,
        unread: unread.get(id) ?? 0,
        archived: archivedAt !== null,
      }
    }),
  )
}

/**
 * A group as its members see it.
 * @throws Problem `not-found` for strangers, and where the guide's folder is gone
 */
export async function requireGroup(viewer: Viewer, { groupId }: InGroup): Promise<Group> {
  const member = await requireMember(viewer, groupId)
  const { groupName, guide, role } = member
  const [read, meetings, settings] = await Promise.all([requireGuide(guide), findMeetings(groupId), requireSettings(viewer, groupId)])
  const { welcome, callLink, language, timeZone, showsPresence, keepsAttendance, keepsTurns } = settings
  const { deletesAt, archivedAt, namesFadeAt } = settings
  const moment = (at: Date | null) => at?.toISOString() ?? null
  const ends = { deletesAt: moment(deletesAt), archivedAt: moment(archivedAt), namesFadeAt: moment(namesFadeAt) }
  const can = rights(role, archivedAt !== null)
  const now = { currentChapter: nextChapter(meetings, read), runningMeeting: runningAmong(meetings) }
  const chosen = { welcome, callLink, language, timeZone, showsPresence, keepsAttendance, keepsTurns }
  return { id: groupId, name: groupName, guide, role, ...chosen, ...ends, ...now, can }
}

type Planned = { id: string; chapter: string; startsAt: Date; minutes: number; startedAt: Date | null; closedAt: Date | null }

const MEETINGS = statement<Planned, InGroup & { endsAfter: Date; beganAfter: Date }>(
  ({ groupId, endsAfter, beganAfter }) => Prisma.sql`
    SELECT id, chapter, starts_at AS "startsAt", minutes, started_at AS "startedAt", closed_at AS "closedAt" FROM meetings
    WHERE group_id = ${groupId}::uuid AND status = 'SCHEDULED' AND (starts_at > ${endsAfter} OR (started_at > ${beganAfter} AND closed_at IS NULL))
    ORDER BY starts_at, id`,
)

/** A group's meetings, cancelled ones aside, that may not have ended or may be live: the earliest first. */
function findMeetings(groupId: string): Promise<Planned[]> {
  const now = Date.now()
  return MEETINGS({ groupId, endsAfter: new Date(now - LONGEST_MEETING), beganAfter: new Date(now - FORGOTTEN * HOUR) })
}

/** The id of the meeting that is live now; the one that began last if there are several. */
function runningAmong(meetings: Planned[]): string | null {
  const live = meetings.filter((meeting) => meetingPhase(meeting, Date.now()) === 'RUNNING')
  return live.sort((a, b) => Number(b.startedAt) - Number(a.startedAt))[0]?.id ?? null
}

/** As `requireGroup`, with null instead of the refusal: for what surrounds a page that checks for itself. */
export async function findGroup(viewer: Viewer, input: InGroup): Promise<Group | null> {
  try {
    return await requireGroup(viewer, input)
  } catch (error) {
    if ((error instanceof Problem && error.kind === 'not-found') || isSuspended(error)) return null
    throw error
  }
}

const rights = (role: Role, isArchived: boolean): Group['can'] => ({
  invite: mayInvite(role) && !isArchived,
  planMeetings: mayPlanMeetings(role) && !isArchived,
  rename: mayRename(role) && !isArchived,
  changeRoles: mayChangeRoles(role),
})

/**
 * Gives the group another name, welcome, place on the net, language or zone; what is left out stays.
 * @throws Problem `forbidden` to all but the owner
 */
export async function updateGroup(viewer: Viewer, input: UpdateGroup): Promise<Group> {
  await saveGroup(viewer, input)
  return requireGroup(viewer, input)
}

/** The same, telling nothing of it: for a form, whose page shows the group anyway. */
export async function saveGroup(viewer: Viewer, { groupId, ...change }: UpdateGroup): Promise<void> {
  const member = await requireMember(viewer, groupId)
  requireRight(mayRename(member.role), say('mayRename'))
  const { name, welcome, callLink, language, timeZone, presence, attendance, turns } = change
  const given = Object.entries({ welcome, callLink, language, timeZone }).filter(([, value]) => value !== undefined)
  const showsPresence = presence && presence === 'on'
  const keepsAttendance = attendance && attendance === 'on'
  // Who keeps nothing of who spoke does not keep how often.
  const keepsTurns = attendance === 'off' ? false : turns && turns === 'on'
  const data = { name, showsPresence, keepsAttendance, keepsTurns, ...Object.fromEntries(given) }
  await db().$transaction(async (tx) => {
    await tx.readingGroup.update({ where: { id: groupId }, data })
    if (keepsTurns === false) await dropTurns(tx, groupId)
    // From here on nobody can say that they come; what the events of sessions tell goes with the next job.
    if (keepsAttendance === false) await tx.attendance.deleteMany({ where: { groupId } })
  })
  if (presence === 'off') await tellAll([{ presenceOffIn: groupId }])
}

/**
 * The chapter that a group reads this week: of the first meeting, cancelled ones aside, that has not ended; else the guide's first.
 * A chapter that was withdrawn since it was planned is still the one that the group reads.
 * @param guide slug of the group's guide
 * @returns slug of a chapter that the guide has
 * @throws Problem `not-found` where the guide's folder is gone
 */
export async function currentChapter(groupId: string, guide: string): Promise<string> {
  const read = await requireGuide(guide)
  return nextChapter(await findMeetings(groupId), read)
}

function nextChapter(meetings: Planned[], guide: Guide): string {
  const next = meetings.find((meeting) => meeting.startsAt.getTime() + meeting.minutes * 60_000 > Date.now())
  const chapter = (next && findChapterItem(guide, next.chapter)) ?? chaptersProper(guide.chapters)[0]
  if (!chapter) throw new Error(`the guide "${guide.slug}" has no chapters`)
  return chapter.slug
}
