'use client'

import { useState } from 'react'
import { useGroupQuestions } from '#client/group-questions.ts'
import { PassageLinks } from '#components/questions/passage-links.tsx'
import { QUESTION_KINDS } from '#components/questions/question-kinds.ts'
import { QuestionTalk } from '#components/questions/question-talk.tsx'
import { Suggestion, UndoAccepted } from '#components/questions/suggestion.tsx'
import { useNameOf, useTalkPlace } from '#components/threads/talk-place.tsx'
import { UnreadDot, WordsEnd } from '#components/threads/unread.tsx'
import { later } from '#components/ui/later.tsx'
import type { GroupQuestion } from '#domain/group-question.ts'
import * as say from '#messages/group-questions.ts'

const PromptBank = later(() => import('#components/questions/prompt-bank.tsx').then((file) => file.PromptBank))

/** The questions that the group has added to those of the guide, and what members suggest. */
export function GroupQuestions({ after }: { /** How many questions the guide asks. */ after: number }) {
  const all = useGroupQuestions(useTalkPlace())
  const [adding, setAdding] = useState(false)
  const accepted = all.filter(({ status }) => status === 'ACCEPTED')
  // What most would like to discuss stands first; of equals what was suggested first.
  const suggested = all.filter(({ status }) => status === 'SUGGESTED').sort((one, other) => other.votes - one.votes)
  const declined = all.filter(({ status }) => status === 'DECLINED')
  return (
    <>
      {accepted.length > 0 && (
        <ol start={after + 1} aria-label="Questions of the group" className="divide-y divide-line border-line border-t">
          {accepted.map((question, index) => (
            <Accepted key={question.id} question={question} number={after + index + 1} />
          ))}
        </ol>
      )}
      {suggested.length > 0 && (
        <section aria-labelledby="suggested-title" className="no-print mt-4 border-line border-t pt-4">
          <h3 id="suggested-title">Suggested by members</h3>
          <ul className="mt-2 space-y-3">
            {suggested.map((question) => (
              <Suggestion key={question.id} question={question} />
            ))}
          </ul>
        </section>
      )}
      <details className="no-print adds mt-3" onToggle={({ currentTarget }) => setAdding(currentTarget.open)}>
        <summary className="w-fit py-2 font-medium">{say.addQuestion()}</summary>
        {adding && <PromptBank />}
      </details>
      {declined.length > 0 && (
        <details className="no-print mt-3">
          <summary className="w-fit py-2 text-muted text-sm">
            {declined.length === 1 ? 'One suggestion was declined' : `${declined.length} suggestions were declined`}
          </summary>
          <ul className="mt-1 space-y-3">
            {declined.map((question) => (
              <Suggestion key={question.id} question={question} />
            ))}
          </ul>
        </details>
      )}
    </>
  )
}

function Accepted({ question, number }: { question: GroupQuestion; number: number }) {
  const { id, questionId, kind, text, creator, reworded } = question
  const { name, asks } = QUESTION_KINDS[kind]
  const nameOf = useNameOf()
  return (
    <li id={`question-${questionId}`} className="question entry py-5">
      <p className="text-muted text-sm">
        <span className="label-caps text-ink">
          {number}. {name}
        </span>{' '}
        · {asks}
      </p>
      <h3 dir="auto" className="wrap-anywhere mt-1 font-medium text-lg leading-snug [text-wrap:pretty]">
        {text}
      </h3>
      <WordsEnd id={id} />
      <p className="mt-1.5 flex flex-wrap items-center gap-x-3 text-muted text-sm">
        <span className="rounded-sm border border-muted px-1 text-ink text-xs">The group’s own</span>
        <span className="wrap-anywhere">
          asked by {nameOf(creator)}
          {reworded && ', reworded'}
        </span>
        <PassageLinks question={question} />
        <UnreadDot id={id} />
      </p>
      <UndoAccepted question={question} />
      <QuestionTalk questionId={questionId} />
    </li>
  )
}
