'use client'

import { useState } from 'react'
import { useTakeStep } from '#client/group-answers.ts'
import { SharedTextEditor } from '#components/group-answers/editor-on-demand.tsx'
import { History } from '#components/group-answers/history.tsx'
import { PositionForm } from '#components/group-answers/position-form.tsx'
import { WhatChanged } from '#components/group-answers/what-changed.tsx'
import { useNameOf, useTalkPlace } from '#components/threads/talk-place.tsx'
import { Button } from '#components/ui/button.tsx'
import { useToast } from '#components/ui/toast.tsx'
import type { GroupAnswer } from '#domain/group-answer.ts'
import * as say from '#messages/group-answer-tools.ts'

type ToolsProps = { answer: GroupAnswer; writing: boolean; onWriting: (writing: boolean) => void }

/** What one can do with the group's answer: write it, say what one thinks, settle it, look at how it came about. */
export function GroupAnswerTools({ answer, writing, onWriting }: ToolsProps) {
  const [showsHistory, setShowsHistory] = useState(false)
  const { state, current, can, earlier } = answer
  const isOpen = state === 'OPEN' || state === 'PROPOSED'
  return (
    <div className="space-y-3">
      {current && state !== 'OPEN' && <Sources answer={answer} />}
      {earlier && <WhatChanged answer={answer} since={earlier.version} />}
      {can.write && current && (state === 'PROPOSED' || state === 'AGREED') && <PositionForm key={current.version} answer={answer} />}
      {writing && can.write && isOpen && <SharedTextEditor answer={answer} onProposed={() => onWriting(false)} />}
      <div className="needs-script adds flex flex-wrap gap-2">
        {can.write && isOpen && (
          <Button size="small" aria-expanded={writing} onClick={() => onWriting(!writing)}>
            {writing ? say.closeWriting() : say.write()}
          </Button>
        )}
        {can.settle && <Steps answer={answer} />}
        {can.write && current && (
          <Button size="small" variant="plain" aria-expanded={showsHistory} onClick={() => setShowsHistory(!showsHistory)}>
            {say.history()}
          </Button>
        )}
      </div>
      {showsHistory && <History answer={answer} />}
    </div>
  )
}

function Steps({ answer: { id, state, current } }: { answer: GroupAnswer }) {
  const step = useTakeStep(useTalkPlace())
  const toast = useToast()
  if (!current || state === 'OPEN') return null
  const take = (to: 'AGREED' | 'RECORDED' | 'OPEN') =>
    step.mutate({ groupAnswerId: id, version: current.version, state: to }, { onError: ({ message }) => toast(message) })
  return (
    <>
      {state === 'PROPOSED' && (
        <Button size="small" busy={step.isPending} onClick={() => take('AGREED')}>
          {say.markAgreed()}
        </Button>
      )}
      {state === 'AGREED' && (
        <Button size="small" busy={step.isPending} onClick={() => take('RECORDED')}>
          {say.markRecorded()}
        </Button>
      )}
      <Button size="small" variant="plain" busy={step.isPending} onClick={() => take('OPEN')}>
        {say.reopen()}
      </Button>
    </>
  )
}

/** Who wrote it, and whose sentences are in it, each with a link to the answer that it is from. */
function Sources({ answer: { current } }: { answer: GroupAnswer }) {
  const nameOf = useNameOf()
  if (!current) return null
  const { writers, version, taken } = current
  return (
    <div className="text-muted text-sm">
      <p>{say.writtenBy({ names: writers.map((writer) => nameOf(writer)).join(', ') || nameOf(null), version })}</p>
      {taken.length > 0 && (
        <details>
          <summary className="w-fit py-1">{say.takenSentences({ count: taken.length })}</summary>
          <ul className="space-y-1">
            {taken.map(({ text, answerId, creator }) => (
              <li key={`${answerId} ${text}`} className="wrap-anywhere">
                <q>{text}</q>{' '}
                <a href={`#answer-${answerId}`} className="link">
                  {creator ? say.fromAnswer({ name: nameOf(creator) }) : say.fromNameless()}
                </a>
              </li>
            ))}
          </ul>
        </details>
      )}
    </div>
  )
}
