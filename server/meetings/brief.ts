import 'server-only'
import type { Brief, LastTime } from '#domain/brief.ts'
import { memberName } from '#domain/live-meeting/people.ts'
import { voicesOf } from '#domain/live-meeting/voices.ts'
import { type AboutMeeting, isOver, type Meeting } from '#domain/meeting.ts'
import { mayReadBrief } from '#domain/permissions.ts'
import { notFound } from '#domain/problem.ts'
import type { Viewer } from '#domain/viewer.ts'
import { requireMember } from '#server/access.ts'
import { db } from '#server/db.ts'
import { findChaptersOf } from '#server/meetings/agenda.ts'
import { readAllEvents, readRun } from '#server/meetings/event-rows.ts'
import { requireMeeting } from '#server/meetings/meetings.ts'
import { listQuestionsOf } from '#server/talk/question-overview.ts'
import { listTopPassages } from '#server/talk/top-passages.ts'

/** Most passages that it names as lively. */
const MOST_LIVELY = 5

/**
 * What whoever facilitates a meeting would like to know before it: who has opened its chapters, what is lively, what nobody has answered, and
 * whose voice was missing last time. It is looked up when it is asked for, and kept nowhere.
 * @throws Problem `not-found` for everybody but facilitators and whoever facilitates this meeting until it is over: they alone learn that
 * there is such a thing
 */
export async function requireBrief(viewer: Viewer, about: AboutMeeting): Promise<{ meeting: Meeting; brief: Brief }> {
  const member = await requireMember(viewer, about.groupId)
  const meeting = await requireMeeting(viewer, about)
  const { roles } = await readRun(about)
  const facts = { role: member.role, isFacilitator: roles.FACILITATOR === member.userId, isOver: isOver(meeting, Date.now()) }
  if (!mayReadBrief(facts)) throw notFound()
  const chapters = await findChaptersOf(member.guide, meeting)
  const slugs = chapters.map(({ slug }) => slug)
  const { groupId } = about
  const [visits, lively, questions, lastTime] = await Promise.all([
    db().visit.findMany({ where: { groupId, chapter: { in: slugs } }, select: { userId: true, chapter: true } }),
    listTopPassages({ groupId, chapters, most: MOST_LIVELY }),
    listQuestionsOf(member, slugs),
    findLastTime(groupId, meeting),
  ])
  const opened = (userId: string) => visits.filter((visit) => visit.userId === userId).length
  const readers = meeting.attendances
    .filter(({ rsvp }) => rsvp !== 'NO')
    .map((row) => ({ name: memberName(row), opened: opened(row.member.id) }))
  const unanswered = questions.filter(({ answered, state }) => answered === 0 && state === null).map(({ text }) => text)
  return { meeting, brief: { chapters: chapters.map(({ slug, title }) => ({ slug, title })), readers, lively, unanswered, lastTime } }
}

/** The last meeting that was held before one: who was away, and who was there without a word that it knows of. */
async function findLastTime(groupId: string, { id, startsAt, attendances }: Meeting): Promise<LastTime | null> {
  const last = await db().meeting.findFirst({
    where: { groupId, id: { not: id }, closedAt: { not: null }, startsAt: { lt: new Date(startsAt) } },
    orderBy: [{ startsAt: 'desc' }, { id: 'desc' }],
    select: { id: true, startsAt: true, timeZone: true, attendances: { where: { groupId, present: true }, select: { userId: true } } },
  })
  if (!last) return null
  const voices = voicesOf(await readAllEvents({ groupId, meetingId: last.id }))
  const there = new Set(last.attendances.map(({ userId }) => userId))
  const named = (keep: (userId: string) => boolean) => attendances.filter(({ member }) => keep(member.id)).map(memberName)
  return {
    startsAt: last.startsAt.toISOString(),
    timeZone: last.timeZone,
    away: named((userId) => !there.has(userId) && !voices.has(userId)),
    // Where nobody used the list of speakers or the minutes, nobody's silence can be told.
    anyVoice: voices.size > 0,
    quiet: voices.size === 0 ? [] : named((userId) => there.has(userId) && !voices.has(userId)),
  }
}
