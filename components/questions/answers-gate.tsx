'use client'

import { askedQuestion, useAnswering, useRevealAnswers } from '#client/answers.ts'
import { useTalkPlace } from '#components/threads/talk-place.tsx'
import { Button } from '#components/ui/button.tsx'
import { useToast } from '#components/ui/toast.tsx'
import * as say from '#messages/answers.ts'

/** How many have answered a question, and what one does to see it; facilitators can show the answers to everybody. */
export function AnswersGate({ questionId }: { questionId: string }) {
  const place = useTalkPlace()
  const answering = useAnswering(place)
  const reveal = useRevealAnswers(place)
  const toast = useToast()
  if (!answering) return null
  const { answerFirst, members, can } = answering
  const { answered, open, revealed } = askedQuestion(answering, questionId)
  const decide = (shown: boolean) => reveal.mutate({ questionId, revealed: shown }, { onError: ({ message }) => toast(message) })
  return (
    <div className="flex flex-wrap items-center gap-x-2 text-muted text-sm">
      <p>
        {answered === 0 ? say.nobodyAnswered() : say.haveAnswered({ answered, members })} {!open && say.answerFirst()}
        {answerFirst && revealed && say.answersShown()}
      </p>
      {answerFirst && can.reveal && (
        <Button variant="plain" size="small" className="needs-script -ms-2.5" busy={reveal.isPending} onClick={() => decide(!revealed)}>
          {revealed ? say.answerFirstAgain() : say.showAnswers()}
        </Button>
      )}
    </div>
  )
}
