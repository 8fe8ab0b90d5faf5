'use client'

import { useCreateAnswer, useOpenQuestion } from '#client/answers.ts'
import { AnswerForm } from '#components/questions/answer-form-on-demand.tsx'
import { useTalkPlace } from '#components/threads/talk-place.tsx'
import { useWriting } from '#components/threads/use-writing.ts'
import { Button } from '#components/ui/button.tsx'

/** Where a member who has not answered yet writes their answer. */
export function OwnAnswer({ questionId }: { questionId: string }) {
  const place = useTalkPlace()
  const writing = useWriting(`answer:${place.groupId}:${place.chapter}:${questionId}`)
  const create = useCreateAnswer(place)
  const openQuestion = useOpenQuestion(place)
  if (!writing.open) {
    return (
      <Button size="small" className="needs-script adds" onClick={writing.start}>
        {writing.waits ? 'Go on with your answer' : 'Write your answer'}
      </Button>
    )
  }
  return (
    <AnswerForm
      writing={writing}
      initial={{ sharing: 'NAMED', evidence: [] }}
      onSave={async (body, choices) => {
        const saved = await create.mutateAsync({ id: writing.id, questionId, body, ...choices })
        openQuestion()
        return saved
      }}
    />
  )
}
