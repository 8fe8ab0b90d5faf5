'use client'

import { useCreateGroupQuestion, useGroupQuestions } from '#client/group-questions.ts'
import { WordsForm } from '#components/threads/form-on-demand.tsx'
import { useTalkPlace } from '#components/threads/talk-place.tsx'
import { useWriting } from '#components/threads/use-writing.ts'
import { Button } from '#components/ui/button.tsx'
import type { Annotation } from '#domain/annotation.ts'
import type { QuestionStatus } from '#domain/group-question.ts'

const BECAME: Record<QuestionStatus, string> = {
  SUGGESTED: 'Suggested as a question',
  ACCEPTED: 'A question of the group now',
  DECLINED: 'Suggested as a question, and declined',
}

/** What became of a "?": a question suggested to the group, or the way to suggest one. */
export function NoteQuestion({ annotation, isOpen }: { annotation: Annotation; isOpen: boolean }) {
  const { id, body, can, visibility } = annotation
  const place = useTalkPlace()
  const questions = useGroupQuestions(place).filter(({ annotationId }) => annotationId === id)
  const last = questions.findLast(({ status }) => status !== 'DECLINED') ?? questions.at(-1)
  const create = useCreateGroupQuestion(place)
  const writing = useWriting(`suggest:${id}`, body)
  const mayAsk = isOpen && can.edit && visibility === 'GROUP' && (!last || last.status === 'DECLINED')
  return (
    <>
      {!last && !body && <p className="mt-1 text-muted text-sm">A question mark, without words.</p>}
      {last && (
        <p className="wrap-anywhere mt-1 text-sm">
          <a href={`#question-${last.questionId}`} className="link">
            {BECAME[last.status]}
          </a>
          : “{last.text}”
        </p>
      )}
      {mayAsk && !writing.open && (
        <Button size="small" className="needs-script adds mt-1" onClick={writing.start}>
          {writing.waits ? 'Go on with your question' : 'Suggest as question'}
        </Button>
      )}
      {mayAsk && writing.open && (
        <WordsForm
          label="Your question to the group"
          submit="Suggest question"
          writing={writing}
          rows={3}
          plain
          onSave={(text) => create.mutateAsync({ id: writing.id, annotationId: id, text })}
        />
      )}
    </>
  )
}
