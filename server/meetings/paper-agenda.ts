import 'server-only'
import { type Brought, makeAgenda } from '#domain/agenda.ts'
import type { Chapter } from '#domain/guide.ts'
import type { MeetingRun } from '#domain/live-meeting/run.ts'
import type { AboutMeeting, Meeting } from '#domain/meeting.ts'
import type { Viewer } from '#domain/viewer.ts'
import { findForAgenda } from '#server/meetings/agenda.ts'

/** A line of the agenda as it is printed. */
export type AgendaLine = { title: string; minutes: number; paragraphs: readonly string[] }
/** A question that the group has accepted for itself. */
export type GroupAsked = Brought['questions'][number]

/** The agenda that the group keeps, or the one that the chapters and what the group brings make; and the group's own questions. */
export async function findAgenda(
  viewer: Viewer,
  about: AboutMeeting,
  { minutes }: Meeting,
  { items }: MeetingRun,
  chapters: readonly Chapter[],
): Promise<{ agenda: AgendaLine[]; asked: GroupAsked[] }> {
  const made = await findForAgenda(viewer, { groupId: about.groupId, id: about.meetingId }, chapters)
  const lines = items.length > 0 ? items : makeAgenda(made, minutes).items
  const agenda = lines.map((item) => ({ title: item.title, minutes: item.minutes, paragraphs: item.paragraphs ?? [] }))
  return { agenda, asked: made.chapters.flatMap(({ brought }) => brought.questions) }
}
