import { Check } from 'lucide-react'
import type { Route } from 'next'
import Link from 'next/link'
import { QUESTION_KINDS } from '#components/questions/question-kinds.ts'
import { numberedTitle } from '#domain/guide-reading.ts'
import { type ChapterQuestions, countSettled, isSettled, type QuestionStanding } from '#domain/question-overview.ts'
import * as say from '#messages/question-overview.ts'

type OverviewProps = { groupId: string; language: string; chapters: ChapterQuestions[] }

/** Every question of the text, chapter by chapter, with how far the group is. */
export function QuestionOverview({ groupId, language, chapters }: OverviewProps) {
  if (chapters.length === 0) return <p className="mt-6">{say.noQuestions()}</p>
  return (
    <div className="measure mt-6 space-y-8">
      {chapters.map(({ chapter, questions }) => (
        <section key={chapter.slug} aria-labelledby={`in-${chapter.slug}`}>
          <h2 id={`in-${chapter.slug}`} lang={language} className="text-lg">
            {numberedTitle(chapter)}
          </h2>
          <p className="text-muted text-sm">{say.settledOfAll(countSettled([{ questions }]))}</p>
          <ol className="mt-2 divide-y divide-line border-line border-y">
            {questions.map((question) => (
              <li key={question.questionId}>
                <Link
                  href={`/groups/${groupId}/${chapter.slug}#question-${question.questionId}` as Route}
                  prefetch={false}
                  className="group block py-2.5"
                >
                  <span lang={language} className="wrap-anywhere font-medium group-hover:text-accent group-hover:underline">
                    {question.text}
                  </span>
                  <Standing question={question} />
                </Link>
              </li>
            ))}
          </ol>
        </section>
      ))}
    </div>
  )
}

function Standing({ question }: { question: QuestionStanding }) {
  const { kind, own, answered, mine, needsPassage, state } = question
  const settled = isSettled(question)
  const facts = [
    QUESTION_KINDS[kind].name,
    own && say.membersQuestion(),
    say.membersAnswered({ answered }),
    mine && say.youAnswered(),
    needsPassage && say.needsPassage(),
    state === 'OPEN' && say.stateOpen(),
    state === 'PROPOSED' && say.stateProposed(),
  ].filter(Boolean)
  return (
    <span className="block text-muted text-sm">
      {settled && (
        <strong className="me-2 inline-flex items-center gap-1 text-accent">
          <Check aria-hidden size={16} />
          {say.stateSettled()}
        </strong>
      )}
      {facts.join(' · ')}
    </span>
  )
}
