import 'server-only'
import { type Brought, makeAgenda } from '#domain/agenda.ts'
import type { Chapter } from '#domain/guide.ts'
import type { MeetingRun } from '#domain/live-meeting/run.ts'
import type { AboutMeeting, Meeting } from '#domain/meeting.ts'
import type { Viewer } from '#domain/viewer.ts'
import { findBrought } from '#server/meetings/agenda.ts'

/** A line of the agenda as it is printed. */
export type AgendaLine = { title: string; minutes: number; paragraphs: readonly string[] }
/** A question that the group has accepted for itself. */
export type GroupAsked = Brought['questions'][number]

/** The agenda that the group keeps, or the one that the chapter and what the group brings make; and the group's own questions. */
export async function findAgenda(
  viewer: Viewer,
  about: AboutMeeting,
  { minutes }: Meeting,
  { items }: MeetingRun,
  chapter: Chapter,
): Promise<{ agenda: AgendaLine[]; asked: GroupAsked[] }> {
  const brought = await findBrought(viewer, { ...about, chapter: chapter.slug })
  const prepared = { ...chapter.plans }[String(minutes) as '60' | '90']
  const made = items.length > 0 ? items : makeAgenda(chapter.questions, minutes, prepared, brought).items
  const agenda = made.map((item) => ({ title: item.title, minutes: item.minutes, paragraphs: item.paragraphs ?? [] }))
  return { agenda, asked: [...brought.questions] }
}
