import { Check, ChevronDown } from 'lucide-react'
import type { Route } from 'next'
import Link from 'next/link'
import { QUESTION_KINDS } from '#components/questions/question-kinds.ts'
import { numberedTitle } from '#domain/guide-reading.ts'
import { type ChapterQuestions, countSettled, isSettled, type QuestionStanding } from '#domain/question-overview.ts'
import * as say from '#messages/question-overview.ts'

type OverviewProps = {
  groupId: string
  language: string
  chapters: ChapterQuestions[]
  /** The one that the group reads now, which is open; of the others only how far the group is. */
  currentChapter: string
}

/** Every question of the text, chapter by chapter, with how far the group is. */
export function QuestionOverview({ groupId, language, chapters, currentChapter }: OverviewProps) {
  if (chapters.length === 0) return <p className="mt-6">{say.noQuestions()}</p>
  return (
    <div className="measure mt-6 divide-y divide-line border-line border-y">
      {chapters.map(({ chapter, questions }) => (
        <details key={chapter.slug} open={chapter.slug === currentChapter} className="group/chapter py-1">
          <summary className="flex list-none items-start justify-between gap-3 py-2 [&::-webkit-details-marker]:hidden">
            <div>
              <h2 lang={language} className="text-lg">
                {numberedTitle(chapter)}
              </h2>
              <p className="text-muted text-sm">{howFar(questions)}</p>
            </div>
            <ChevronDown aria-hidden size={18} className="mt-1.5 shrink-0 text-muted group-open/chapter:rotate-180" />
          </summary>
          <ol className="mt-1 divide-y divide-line border-line border-t">
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
        </details>
      ))}
    </div>
  )
}

/** "2 of 9 settled · 5 with answers" */
function howFar(questions: QuestionStanding[]): string {
  const answered = questions.filter((question) => question.answered > 0).length
  return [say.settledOfAll(countSettled([{ questions }])), answered > 0 && say.withAnswers({ answered })].filter(Boolean).join(' · ')
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
