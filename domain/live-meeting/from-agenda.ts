import type { AgendaItem } from '#domain/agenda.ts'
import type { Question } from '#domain/guide.ts'
import type { RunItem } from '#domain/live-meeting/action.ts'

/**
 * A proposed agenda as a meeting stores it.
 * @param questions those of the chapter; a lent one names paragraphs of another chapter, which are left out
 * @param makeId gives each item an id of its own
 */
export function itemsFromAgenda(agenda: readonly AgendaItem[], questions: readonly Question[], makeId: () => string): RunItem[] {
  return agenda.map(({ title, questionId = null, kind = null, paragraphs, minutes }) => {
    const question = questions.find(({ id }) => id === questionId)
    const named = paragraphs ?? (question && !question.lentBy ? question.paragraphs : [])
    return { id: makeId(), title, questionId, kind, paragraphs: [...named], minutes, ownerId: null }
  })
}
