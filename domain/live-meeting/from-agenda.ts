import type { ForAgenda } from '#domain/agenda.ts'
import type { AgendaItem } from '#domain/agenda-slots.ts'
import type { Chapter } from '#domain/guide.ts'
import type { RunItem } from '#domain/live-meeting/action.ts'

/**
 * A proposed agenda as a meeting stores it.
 * @param chapters those of the meeting; a question that another guide lends names paragraphs of that one, which are left out
 * @param makeId gives each item an id of its own
 */
export function itemsFromAgenda(
  agenda: readonly AgendaItem[],
  { chapters }: { chapters: readonly Pick<ForAgenda['chapters'][number], 'slug' | 'questions'>[] },
  makeId: () => string,
): RunItem[] {
  return agenda.map(({ questionId = null, kind = null, paragraphs, ...item }) => {
    const question = questionOf(chapters, { ...item, questionId })
    const named = paragraphs ?? (question && !question.lentBy ? question.paragraphs : [])
    return { ...item, id: makeId(), questionId, kind, paragraphs: [...named], ownerId: null }
  })
}

type Asking = { slug: string; questions: Chapter['questions'] }

/** The guide's question that an item of an agenda is about; the group's own are not among them. */
export function questionOf(
  chapters: readonly Asking[],
  { chapter, questionId }: { chapter?: string; questionId?: string | null },
): Chapter['questions'][number] | undefined {
  const found = chapter === undefined ? chapters[0] : chapters.find(({ slug }) => slug === chapter)
  return found?.questions.find(({ id }) => id === questionId)
}
