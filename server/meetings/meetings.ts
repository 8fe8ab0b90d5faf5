import 'server-only'
import { comes } from '#domain/comes.ts'
import type { InGroup } from '#domain/group.ts'
import type { Guide } from '#domain/guide.ts'
import { findChapterItem } from '#domain/guide-reading.ts'
import {
  type AboutMeeting,
  type Attendance,
  type CreateMeetings,
  type Meeting,
  type MeetingItem,
  meetingPhase,
  type UpdateMeeting,
} from '#domain/meeting.ts'
import { namesakesOf } from '#domain/namesakes.ts'
import { mayMarkAttendance, mayPlanMeetings } from '#domain/permissions.ts'
import { notFound, Problem, say } from '#domain/problem.ts'
import { shiftLater } from '#domain/rearrange.ts'
import { planMeetings, resolveWallClock } from '#domain/schedule.ts'
import type { Viewer } from '#domain/viewer.ts'
import { wallClock } from '#domain/wall-clock.ts'
import { type Belonging, requireMember, requireRight } from '#server/access.ts'
import { findGuide, requireGuide } from '#server/content/guides.ts'
import { db, type Prisma, type Tx } from '#server/db.ts'
import { notify } from '#server/live/notify.ts'
import { readRun } from '#server/meetings/event-rows.ts'
import { keepsTurns } from '#server/meetings/kept-turns.ts'
import { readPlan, writePlanned } from '#server/meetings/plan-rows.ts'
import { findSummaryOf } from '#server/meetings/summary.ts'

const ITEM = {
  id: true,
  chapter: true,
  moreChapters: true,
  startsAt: true,
  minutes: true,
  timeZone: true,
  place: true,
  status: true,
  version: true,
  startedAt: true,
  closedAt: true,
  summary: { select: { hiddenAt: true } },
} satisfies Prisma.MeetingSelect
type ItemRow = Prisma.MeetingGetPayload<{ select: typeof ITEM }>
type AttendanceRow = Pick<Prisma.AttendanceGetPayload<object>, 'userId' | 'rsvp' | 'present'>

const ATTENDANCE = { userId: true, rsvp: true, present: true } satisfies Prisma.AttendanceSelect

/** All meetings of a group, cancelled ones too, earliest first. */
export async function listMeetings(viewer: Viewer, input: InGroup): Promise<MeetingItem[]> {
  const member = await requireMember(viewer, input.groupId)
  return listItems(member, { groupId: member.groupId })
}

async function listItems(member: Belonging, where: Prisma.MeetingWhereInput & { groupId: string }): Promise<MeetingItem[]> {
  const stillHere = { groupId: where.groupId, user: { memberships: { some: { groupId: where.groupId } } } }
  const rows = await db().meeting.findMany({
    where,
    orderBy: [{ startsAt: 'asc' }, { id: 'asc' }],
    select: { ...ITEM, attendances: { where: stillHere, select: ATTENDANCE } },
  })
  const guide = await findGuide(member.guide)
  return rows.map((row) => asItem(row, row.attendances, member, guide))
}

/** @throws Problem `not-found` */
export async function requireMeeting(viewer: Viewer, input: AboutMeeting): Promise<Meeting> {
  const member = await requireMember(viewer, input.groupId)
  const { groupId } = member
  const [row, memberships, guide, summary] = await Promise.all([
    db().meeting.findFirst({
      where: { id: input.meetingId, groupId },
      select: {
        ...ITEM,
        group: { select: { keepsAttendance: true, keepsTurns: true } },
        attendances: { where: { groupId }, select: { ...ATTENDANCE, user: { select: { id: true, name: true } } } },
      },
    }),
    db().membership.findMany({ where: { groupId }, select: { joinedAt: true, user: { select: { id: true, name: true } } } }),
    findGuide(member.guide),
    findSummaryOf(groupId, input.meetingId),
  ])
  if (!row) throw notFound()
  const members = memberships.map(({ user }) => user)
  const isLive = meetingPhase(row, Date.now()) === 'RUNNING'
  const told = member.keepsPeople ? null : new Set(isLive ? (await readRun({ groupId, meetingId: row.id })).here : [])
  const takesTicks = told === null || isLive
  const here = new Set(members.map(({ id }) => id))
  const namesakes = namesakesOf(memberships.map(({ user, joinedAt }) => ({ ...user, joinedAt: joinedAt.toISOString() })))
  // Who has left the group since stays on the list of those who were there.
  const gone = row.attendances.filter(({ userId, present }) => present && !here.has(userId)).map(({ user }) => user)
  const attendances = [...members, ...gone]
    .sort((a, b) => a.name.localeCompare(b.name) || a.id.localeCompare(b.id))
    .map((person): Attendance => {
      const isViewer = person.id === viewer.userId
      const found = row.attendances.find(({ userId }) => userId === person.id)
      const isHere = here.has(person.id)
      const mark = isHere && takesTicks && mayMarkAttendance({ role: member.role, isSelf: isViewer })
      return {
        ...{ member: person, joined: namesakes[person.id] ?? null, isViewer },
        ...{ rsvp: (isHere && found?.rsvp) || null, present: told?.has(person.id) ?? found?.present ?? false, can: { mark } },
      }
    })
  const answered = row.attendances.filter(({ userId }) => here.has(userId))
  return {
    ...asItem(row, answered, member, guide),
    attendances,
    keepsTurns: keepsTurns(row.group),
    summary,
    can: { edit: mayPlanMeetings(member.role), reply: member.keepsPeople },
  }
}

/** @param answered attendances of people who are still members */
function asItem(row: ItemRow, answered: AttendanceRow[], member: Belonging, guide: Guide | null): MeetingItem {
  const { id, chapter, startsAt, minutes, timeZone, place, status, version } = row
  // A chapter that has left the guide keeps at least its address as a name.
  const titleOf = (slug: string) => (guide && findChapterItem(guide, slug)?.title) ?? slug
  const moreChapters = row.moreChapters.map((slug) => ({ slug, title: titleOf(slug) }))
  return {
    id,
    chapter,
    moreChapters,
    chapterTitle: [titleOf(chapter), ...moreChapters.map(({ title }) => title)].join(' · '),
    startsAt: startsAt.toISOString(),
    minutes,
    timeZone,
    place,
    status,
    phase: meetingPhase(row, Date.now()),
    version,
    rsvp: answered.find(({ userId }) => userId === member.userId)?.rsvp ?? null,
    going: answered.filter(({ rsvp }) => comes(rsvp)).length,
    present: answered.some(({ userId, present }) => userId === member.userId && present),
    summarised: row.summary?.hiddenAt === null,
  }
}

/**
 * Plans the meetings of a schedule. Sending the same ids again plans nothing twice.
 * @returns the meetings with these ids as they are now
 */
export async function createMeetings(viewer: Viewer, input: CreateMeetings): Promise<MeetingItem[]> {
  const member = await requireMember(viewer, input.groupId)
  requireRight(mayPlanMeetings(member.role), say('mayPlanSessions'))
  const { schedule } = input
  const planned = planMeetings(schedule, (await requireGuide(member.guide)).chapters)
  if (planned.length === 0) throw new Problem('invalid', say('planNeedsChapter'))
  const ids = [...new Set(input.ids)].slice(0, planned.length)
  if (ids.length < planned.length) throw new Problem('invalid', say('planIncomplete'))
  const { minutes, timeZone, place } = schedule
  const { groupId } = member
  await db().$transaction(async (tx) => {
    const data = planned.map(({ chapter, moreChapters, startsAt }, index) => {
      const id = ids[index] ?? ''
      return { id, groupId, chapter, moreChapters, startsAt: new Date(startsAt), minutes, timeZone, place }
    })
    await tx.meeting.createMany({ data, skipDuplicates: true })
    const made = await tx.meeting.count({ where: { groupId, id: { in: ids } } })
    if (made < ids.length) throw new Problem('conflict', say('planFailed'))
    await notify(tx, { groupId, noun: 'meeting', id: ids[0] ?? '' })
  })
  return listItems(member, { groupId, id: { in: ids } })
}

/**
 * Moves, cancels or un-cancels a meeting. The wall clock stays in the meeting's own time zone.
 * @throws Problem `conflict` with the `current` meeting when `version` is no longer the newest
 */
export async function updateMeeting(viewer: Viewer, input: UpdateMeeting): Promise<Meeting> {
  const member = await requireMember(viewer, input.groupId)
  requireRight(mayPlanMeetings(member.role), say('mayMoveSessions'))
  const { groupId } = member
  const changed = await db().$transaction((tx) => applyChange(tx, groupId, input))
  const current = await requireMeeting(viewer, input)
  if (changed) return current
  throw new Problem('conflict', say('sessionChanged'), { current })
}

/** @returns false when the change started from an older version */
async function applyChange(tx: Tx, groupId: string, input: UpdateMeeting): Promise<boolean> {
  // Whoever changes several locks all of them first, in one order.
  const plan = input.later === 'SHIFT' ? await readPlan(tx, groupId) : []
  const row = await tx.meeting.findFirst({ where: { id: input.meetingId, groupId }, select: ITEM })
  if (!row) throw notFound()
  if (row.version !== input.version) return false
  const old = wallClock(row.startsAt.toISOString(), row.timeZone)
  const moves = (input.date ?? old.date) !== old.date || (input.time ?? old.time) !== old.time
  const { startsAt } = moves ? resolveWallClock(input.date ?? old.date, input.time ?? old.time, row.timeZone) : row
  const { minutes = row.minutes, place = row.place, status = row.status } = input
  if (!moves && minutes === row.minutes && place === row.place && status === row.status) return true
  const { count } = await tx.meeting.updateMany({
    where: { id: row.id, groupId, version: input.version },
    // Everything that can change here concerns calendars: RFC 5545 wants a higher SEQUENCE (3.8.7.4).
    data: { startsAt: new Date(startsAt), minutes, place, status, version: { increment: 1 }, sequence: { increment: 1 } },
  })
  if (count === 0) return false
  const moved = { id: row.id, timeZone: row.timeZone, from: row.startsAt.toISOString(), to: new Date(startsAt).toISOString() }
  for (const item of shiftLater(plan, moved)) await writePlanned(tx, groupId, item)
  await notify(tx, { groupId, noun: 'meeting', id: row.id })
  return true
}
