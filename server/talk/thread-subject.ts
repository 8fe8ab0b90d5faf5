import 'server-only'
import type { ThreadSubject } from '#domain/thread.ts'

type Columns = { annotationId: string | null; answerId: string | null; questionId: string | null }

/** What the thread in a row is about. */
export function subjectOf({ annotationId, answerId, questionId }: Columns): ThreadSubject {
  if (annotationId) return { kind: 'annotation', annotationId }
  return answerId ? { kind: 'answer', answerId } : { kind: 'question', questionId: questionId ?? '' }
}

/** As a filter on threads of a chapter: the one about this. */
export function placeOf(subject: ThreadSubject): Partial<Columns> {
  if (subject.kind === 'annotation') return { annotationId: subject.annotationId }
  return subject.kind === 'answer' ? { answerId: subject.answerId } : { questionId: subject.questionId }
}
