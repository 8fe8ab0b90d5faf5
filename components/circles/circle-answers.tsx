import type { Route } from 'next'
import Link from 'next/link'
import { Prose } from '#components/ui/prose.tsx'
import type { CircleQuestion } from '#domain/circle.ts'
import * as say from '#messages/circles.ts'

type AnswersProps = { groupId: string; language: string; questions: CircleQuestion[] }

/** The questions that the group has agreed on, each with what others agreed on. */
export function CircleAnswers({ groupId, language, questions }: AnswersProps) {
  if (questions.length === 0) return <p className="measure mt-6">{say.noneAgreed()}</p>
  return (
    <ol className="measure mt-6 space-y-8">
      {questions.map(({ chapter, chapterTitle, questionId, question, own, answers }) => (
        <li key={`${chapter} ${questionId}`}>
          <p lang={language} className="text-muted text-sm">
            {chapterTitle}
          </p>
          <h2 lang={language} className="wrap-anywhere text-lg">
            {question}
          </h2>
          <Link
            href={`/groups/${groupId}/${chapter}#group-answer-${questionId}` as Route}
            prefetch={false}
            className="mt-2 inline-block py-1 font-semibold link"
          >
            {say.ourAnswer()}
          </Link>
          <Prose html={own} textAt={`/groups/${groupId}/${chapter}`} className="text-base" />
          {answers.length === 0 && <p className="mt-2 text-muted">{say.noneShown()}</p>}
          {answers.map(({ circle, html }) => (
            <article key={`${circle} ${html}`} aria-label={circle} className="card mt-3 space-y-2">
              <p className="wrap-anywhere font-semibold">
                <bdi>{circle}</bdi>
              </p>
              <Prose html={html} textAt={`/groups/${groupId}/${chapter}`} className="text-base" />
            </article>
          ))}
        </li>
      ))}
    </ol>
  )
}
