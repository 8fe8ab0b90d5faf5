'use client'

import { useState } from 'react'
import { askedQuestion, useAnswering } from '#client/answers.ts'
import { useCreateGroupAnswer, useGroupAnswers } from '#client/group-answers.ts'
import { Dissents } from '#components/group-answers/dissents.tsx'
import { GroupAnswerTools } from '#components/group-answers/tools-on-demand.tsx'
import { FlagLink } from '#components/threads/flag-link.tsx'
import { useTalkPlace } from '#components/threads/talk-place.tsx'
import { Button } from '#components/ui/button.tsx'
import { Prose } from '#components/ui/prose.tsx'
import { Time } from '#components/ui/time.tsx'
import { useToast } from '#components/ui/toast.tsx'
import type { GroupAnswer as Answer } from '#domain/group-answer.ts'
import * as say from '#messages/group-answers.ts'

/** What the group answers to a question together: how far it is, what it says and who dissents; below it, what one can do. */
export function GroupAnswer({ questionId }: { questionId: string }) {
  const place = useTalkPlace()
  const answer = useGroupAnswers(place).find((each) => each.questionId === questionId)
  const answering = useAnswering(place)
  const create = useCreateGroupAnswer(place)
  const toast = useToast()
  const [writing, setWriting] = useState(false)
  if (!answer) {
    const { open, answered } = answering ? askedQuestion(answering, questionId) : { open: false, answered: 0 }
    if (!open || answered === 0) return null
    const start = () => create.mutate(questionId, { onSuccess: () => setWriting(true), onError: ({ message }) => toast(message) })
    return (
      <Button size="small" className="needs-script adds" busy={create.isPending} onClick={start}>
        {say.start()}
      </Button>
    )
  }
  const { id, current, state } = answer
  return (
    <section id={`group-answer-${questionId}`} aria-label={say.groupAnswer()} className="card space-y-2">
      <header className="flex flex-wrap items-baseline gap-x-3">
        <h4 className="font-semibold">{say.groupAnswer()}</h4>
        <p className="text-muted text-sm">
          <State answer={answer} />
        </p>
      </header>
      {current && state !== 'OPEN' && (
        <>
          <Prose html={current.html} lang={place.language} className="text-base" />
          <FlagLink noun="groupAnswer" id={id} />
          <Dissents answer={answer} />
        </>
      )}
      <GroupAnswerTools key={id} answer={answer} writing={writing} onWriting={setWriting} />
    </section>
  )
}

/** How far it is, in words: "Agreed by 5 of 7 on 3 Nov 2026". */
function State({ answer: { state, positions, members, step } }: { answer: Answer }) {
  if (state === 'OPEN') return say.open()
  if (state === 'PROPOSED') return say.proposed({ agreed: positions.filter(({ stance }) => stance !== 'DISSENT').length, members })
  if (!step) return null
  const said = state === 'AGREED' ? say.agreed(step) : say.recorded(step)
  return (
    <>
      {said} · <Time at={step.at} shape="date" />
    </>
  )
}
