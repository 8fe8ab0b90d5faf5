import 'server-only'
import type { InGroup } from '#domain/group.ts'
import type { MeetingItem } from '#domain/meeting.ts'
import { mayPlanMeetings } from '#domain/permissions.ts'
import { say } from '#domain/problem.ts'
import { hoursOf, type UpdateReminders } from '#domain/reminder.ts'
import type { Viewer } from '#domain/viewer.ts'
import { requireMember, requireRight } from '#server/access.ts'
import { db } from '#server/db.ts'
import { listMeetings } from '#server/meetings/meetings.ts'

/** How many hours before its meetings a group is reminded of them. */
export async function listReminderHours(viewer: Viewer, { groupId }: InGroup): Promise<number[]> {
  await requireMember(viewer, groupId)
  const row = await db().readingGroup.findUnique({ where: { id: groupId }, select: { reminderHours: true } })
  return row?.reminderHours ?? []
}

/** @throws Problem `not-found`; `forbidden` but for facilitators */
export async function updateReminders(viewer: Viewer, { groupId, ...picked }: UpdateReminders): Promise<void> {
  const { role } = await requireMember(viewer, groupId)
  requireRight(mayPlanMeetings(role), say('mayPlanSessions'))
  await db().readingGroup.update({ where: { id: groupId }, data: { reminderHours: hoursOf(picked) } })
}

/**
 * The meetings of which the viewer is reminded now: those that begin within the longest time that the group picked, unless they are cancelled or
 * the viewer has said that they do not come. They are looked up: a meeting that is moved or cancelled is gone at once.
 */
export async function listRemindersDue(viewer: Viewer, about: InGroup, now = Date.now()): Promise<MeetingItem[]> {
  const hours = await listReminderHours(viewer, about)
  if (hours.length === 0) return []
  const until = now + Math.max(...hours) * 3_600_000
  return (await listMeetings(viewer, about)).filter(
    ({ status, startsAt, minutes, rsvp, phase }) =>
      status === 'SCHEDULED' &&
      phase !== 'CLOSED' &&
      rsvp !== 'NO' &&
      Date.parse(startsAt) <= until &&
      Date.parse(startsAt) + minutes * 60_000 > now,
  )
}
