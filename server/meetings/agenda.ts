import 'server-only'
import type { Brought, ForAgenda } from '#domain/agenda.ts'
import type { InChapter } from '#domain/group.ts'
import type { Chapter } from '#domain/guide.ts'
import type { MeetingItem } from '#domain/meeting.ts'
import { PAGE_SIZE } from '#domain/page.ts'
import type { Viewer } from '#domain/viewer.ts'
import { findChapter } from '#server/content/guides.ts'
import { findTemplate } from '#server/meetings/agenda-template.ts'
import { findCarried } from '#server/meetings/carried.ts'
import { listGroupQuestions } from '#server/talk/group-questions.ts'
import { listTopPassages } from '#server/talk/top-passages.ts'
import { listUnclear } from '#server/talk/unclear.ts'

/** Passages said most about that are looked at for the paragraphs of a step. */
const MOST_ARGUED = 6

/** The chapters that a meeting takes up, in their order, as far as the guide still has them. */
export async function findChaptersOf(
  guide: string,
  { chapter, moreChapters }: Pick<MeetingItem, 'chapter' | 'moreChapters'>,
): Promise<Chapter[]> {
  const slugs = [...new Set([chapter, ...moreChapters.map(({ slug }) => slug)])]
  return (await Promise.all(slugs.map((slug) => findChapter(guide, slug)))).filter((found) => found !== null)
}

/** What the agenda of a meeting about some chapters is made of: what each asks, what the group brings to it, and what earlier meetings left. */
export async function findForAgenda(
  viewer: Viewer,
  { groupId, id: meetingId }: { groupId: string; id: string },
  chapters: readonly Chapter[],
): Promise<ForAgenda> {
  const [brought, carried, template] = await Promise.all([
    Promise.all(chapters.map((chapter) => findBrought(viewer, { groupId, chapter: chapter.slug }, chapter))),
    findCarried(viewer, { groupId, meetingId }),
    findTemplate(groupId),
  ])
  const none = { questions: [], unclear: [], argued: [] }
  return {
    chapters: chapters.map(({ slug, title, questions, plans }, at) => ({ slug, title, questions, plans, brought: brought[at] ?? none })),
    ...{ carried, template },
  }
}

/** What a group brings to a chapter: the questions that it accepted, the paragraphs unclear to several, and those that it said most about. */
async function findBrought(viewer: Viewer, place: InChapter, chapter: Chapter): Promise<Brought> {
  const [{ items }, unclear, top] = await Promise.all([
    listGroupQuestions(viewer, { ...place, cursor: null, limit: PAGE_SIZE }),
    listUnclear(viewer, place),
    listTopPassages({ groupId: place.groupId, chapters: [chapter], most: MOST_ARGUED }),
  ])
  return {
    questions: items
      .filter(({ status }) => status === 'ACCEPTED')
      .map(({ questionId, kind, text, paragraphs }) => ({ id: questionId, kind, text, paragraphs })),
    unclear: unclear
      .filter(({ step }) => step > 0)
      .sort((a, b) => b.step - a.step)
      .map(({ paragraph }) => paragraph),
    argued: [...new Set(top.flatMap(({ paragraph }) => paragraph ?? []))],
  }
}
