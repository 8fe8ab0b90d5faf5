import 'server-only'
import type { Brought } from '#domain/agenda.ts'
import type { InChapter } from '#domain/group.ts'
import type { AboutMeeting } from '#domain/meeting.ts'
import { PAGE_SIZE } from '#domain/page.ts'
import type { Viewer } from '#domain/viewer.ts'
import { findCarried } from '#server/meetings/carried.ts'
import { listGroupQuestions } from '#server/talk/group-questions.ts'
import { listUnclear } from '#server/talk/unclear.ts'

/** What a group brings to a meeting about a chapter: the questions that it accepted, the paragraphs unclear to several, and what earlier meetings left. */
export async function findBrought(viewer: Viewer, place: InChapter & AboutMeeting): Promise<Brought> {
  const [{ items }, unclear, carried] = await Promise.all([
    listGroupQuestions(viewer, { ...place, cursor: null, limit: PAGE_SIZE }),
    listUnclear(viewer, place),
    findCarried(viewer, place),
  ])
  return {
    questions: items
      .filter(({ status }) => status === 'ACCEPTED')
      .map(({ questionId, kind, text, paragraphs }) => ({ id: questionId, kind, text, paragraphs })),
    unclear: unclear
      .filter(({ step }) => step > 0)
      .sort((a, b) => b.step - a.step)
      .map(({ paragraph }) => paragraph),
    carried,
  }
}
