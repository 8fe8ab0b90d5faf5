'use client'

import { useEffect, useRef, useState } from 'react'
import { useAnswering, useAnswers } from '#client/answers.ts'
import { useNotes } from '#components/chapter-state/notes-context.tsx'
import { useUnreadTour } from '#components/chapter-state/unread-tour.tsx'
import { GroupAnswer } from '#components/group-answers/group-answer.tsx'
import { AnswerItem } from '#components/questions/answer-item.tsx'
import { AnswersGate } from '#components/questions/answers-gate.tsx'
import { OwnAnswer } from '#components/questions/own-answer.tsx'
import { useTalkPlace } from '#components/threads/talk-place.tsx'
import { Thread } from '#components/threads/thread.tsx'
import { useUnread } from '#components/threads/unread.tsx'
import * as say from '#messages/answers.ts'

/** What the group says on one question: everyone's own answer, and a thread about them. */
export function QuestionTalk({ questionId }: { questionId: string }) {
  const place = useTalkPlace()
  const { commentsOn, unfinished } = useNotes()
  const { askedQuestion } = useUnreadTour()
  const { ids } = useUnread()
  const answers = useAnswers(place).filter((answer) => answer.questionId === questionId)
  const answering = useAnswering(place)
  const comments = commentsOn(questionId)
  const asked = askedQuestion === questionId
  const box = useRef<HTMLDivElement>(null)
  const [discussing, setDiscussing] = useState(false)
  useEffect(() => {
    if (!asked) return
    setDiscussing(true)
    box.current?.closest('li')?.scrollIntoView({ block: 'start' })
    box.current?.focus({ preventScroll: true })
  }, [asked])

  const own = answers.some(({ mine, deleted }) => mine && !deleted)
  const count = comments.filter(({ deleted }) => !deleted).length
  const fresh = comments.filter(({ id }) => ids.has(id)).length
  return (
    <div ref={box} tabIndex={-1} lang="en" className="no-print mt-3 space-y-3">
      <AnswersGate questionId={questionId} />
      {answers.length > 0 && (
        <ul aria-label={say.answersListed()} className="space-y-4">
          {answers.map((answer) => (
            <li key={answer.id} id={`answer-${answer.id}`} className="entry">
              <AnswerItem answer={answer} />
            </li>
          ))}
        </ul>
      )}
      {!own && <OwnAnswer questionId={questionId} />}
      <GroupAnswer questionId={questionId} />
      <details open={discussing} onToggle={({ currentTarget }) => setDiscussing(currentTarget.open)}>
        <summary className="w-fit py-1 text-accent text-sm">
          {count === 0 ? 'Discuss' : `Discuss (${count})`}
          {fresh > 0 && <strong> · {fresh} new</strong>}
          {unfinished.below(questionId) && ' · your words wait'}
        </summary>
        <div className="mt-2 space-y-2">
          {answering?.answerFirst && <p className="text-muted text-sm">{say.discussOpen()}</p>}
          <Thread subject={{ kind: 'question', questionId }} comments={comments} invite="Add a comment" />
        </div>
      </details>
    </div>
  )
}
