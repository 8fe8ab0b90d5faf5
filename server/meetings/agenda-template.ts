import 'server-only'
import { type AgendaTemplate, templateOf } from '#domain/agenda-template.ts'
import type { SaveTemplate } from '#domain/meeting.ts'
import { mayPlanMeetings } from '#domain/permissions.ts'
import { Problem, say } from '#domain/problem.ts'
import type { Viewer } from '#domain/viewer.ts'
import { requireMember, requireRight } from '#server/access.ts'
import { db, Prisma } from '#server/db.ts'
import { requireRun } from '#server/meetings/live-meeting.ts'

/** The frame that a group has given its agendas; null where it has not. */
export async function findTemplate(groupId: string): Promise<AgendaTemplate | null> {
  const row = await db().readingGroup.findUnique({ where: { id: groupId }, select: { agendaTemplate: true } })
  // What is stored was made of a parsed agenda.
  return (row?.agendaTemplate ?? null) as AgendaTemplate | null
}

/**
 * Makes the agenda of a meeting the group's template, from which later ones are proposed; without a meeting it has none any more.
 * @throws Problem `not-found`; `forbidden` but for facilitators; `invalid` for a meeting that keeps no agenda
 */
export async function saveTemplate(viewer: Viewer, { groupId, meetingId }: SaveTemplate): Promise<void> {
  const { role } = await requireMember(viewer, groupId)
  requireRight(mayPlanMeetings(role), say('mayPlanSessions'))
  const template = meetingId === null ? null : templateOf((await requireRun(viewer, { groupId, meetingId })).run.items)
  if (template?.length === 0) throw new Problem('invalid', say('agendaEmpty'))
  await db().readingGroup.update({ where: { id: groupId }, data: { agendaTemplate: template ?? Prisma.DbNull } })
}
