import type { AgendaItem } from '#domain/agenda-slots.ts'
import type { Chapter } from '#domain/guide.ts'
import type { RunItem } from '#domain/live-meeting/action.ts'
import { PARAGRAPH_LABEL } from '#domain/paragraph-label.ts'

/**
 * A proposed agenda as a meeting stores it.
 * @param chapters those of the meeting; a question that another guide lends names paragraphs of that one, which are left out
 * @param makeId gives each item an id of its own
 */
export function itemsFromAgenda(
  agenda: readonly AgendaItem[],
  { chapters }: { chapters: readonly TakenUp[] },
  makeId: () => string,
): RunItem[] {
  return agenda.map(({ questionId = null, kind = null, paragraphs, ...item }) => {
    const question = questionOf(chapters, { ...item, questionId })
    const named = paragraphs ?? (question ? (question.lentBy ? [] : question.paragraphs) : stretchIn(item.title, chapterOf(chapters, item)))
    return { ...item, id: makeId(), questionId, kind, paragraphs: [...named], ownerId: null }
  })
}

/** The questions of a chapter, and its paragraphs where they are known. */
type TakenUp = Asking & Partial<Pick<Chapter, 'paragraphs'>>

const MENTIONED = new RegExp(`¶\\s?(${PARAGRAPH_LABEL})`, 'g')

/** Most paragraphs that an item can name. */
const MOST_NAMED = 40

/** The paragraphs that a step of a prepared plan is about: "Read ¶3 to ¶9 aloud" is about all from one to the other. */
function stretchIn(title: string, chapter: TakenUp | undefined): string[] {
  // A plan that another guide lends, with its questions, names paragraphs of that one.
  if (!chapter?.paragraphs || chapter.questions.some(({ lentBy }) => lentBy)) return []
  const labels = chapter.paragraphs.map(({ label }) => label)
  const places = [...title.matchAll(MENTIONED)].map(([, label = '']) => labels.indexOf(label)).filter((at) => at >= 0)
  return places.length === 0 ? [] : labels.slice(Math.min(...places), Math.max(...places) + 1).slice(0, MOST_NAMED)
}

type Asking = { slug: string; questions: Chapter['questions'] }

/** The guide's question that an item of an agenda is about; the group's own are not among them. */
export function questionOf(
  chapters: readonly Asking[],
  { chapter, questionId }: { chapter?: string; questionId?: string | null },
): Chapter['questions'][number] | undefined {
  return chapterOf(chapters, { ...(chapter !== undefined && { chapter }) })?.questions.find(({ id }) => id === questionId)
}

/** The chapter that an item is about: the meeting's first, where it names none. */
const chapterOf = <Each extends Asking>(chapters: readonly Each[], { chapter }: { chapter?: string }): Each | undefined =>
  chapter === undefined ? chapters[0] : chapters.find(({ slug }) => slug === chapter)
