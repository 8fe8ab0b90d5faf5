'use client'

import { useCreateAnswer } from '#client/answers.ts'
import { WordsForm } from '#components/threads/form-on-demand.tsx'
import { useTalkPlace } from '#components/threads/talk-place.tsx'
import { useWriting } from '#components/threads/use-writing.ts'
import { Button } from '#components/ui/button.tsx'

/** Where a member who has not answered yet writes their answer. */
export function OwnAnswer({ questionId }: { questionId: string }) {
  const place = useTalkPlace()
  const writing = useWriting(`answer:${place.groupId}:${place.chapter}:${questionId}`)
  const create = useCreateAnswer(place)
  if (!writing.open) {
    return (
      <Button size="small" className="needs-script" onClick={writing.start}>
        {writing.waits ? 'Go on with your answer' : 'Write your answer'}
      </Button>
    )
  }
  return (
    <WordsForm
      label="Your answer"
      submit="Save answer"
      writing={writing}
      onSave={(body) => create.mutateAsync({ id: writing.id, questionId, body })}
    />
  )
}
