import type { ThreadSubject } from '#domain/thread.ts'

/** The id of the note, the question or the answer that a thread is about. */
export function subjectIdOf(subject: ThreadSubject): string {
  if (subject.kind === 'annotation') return subject.annotationId
  return subject.kind === 'answer' ? subject.answerId : subject.questionId
}
