import type { ReactNode } from 'react'
import { QUESTION_KINDS } from '#components/questions/question-kinds.ts'
import { ParagraphLinks } from '#components/reader/paragraph-links.tsx'
import type { Chapter, Question } from '#domain/guide.ts'

type QuestionListProps = {
  chapter: Pick<Chapter, 'questions'>
  language: string
  /** What the group says about a question; shown under it. */
  talk?: (question: Question) => ReactNode
}

/** The discussion questions of a chapter, in order. */
export function QuestionList({ chapter, language, talk }: QuestionListProps) {
  if (chapter.questions.length === 0) {
    return (
      <p className="mt-2 text-muted">
        This text comes without questions. Below are some that fit any text, to choose and adapt. Or mark a passage and ask your own.
      </p>
    )
  }
  return (
    <ol className="mt-2 divide-y divide-line">
      {chapter.questions.map((question, index) => (
        <li key={question.id} id={`question-${question.id}`} className="question entry py-5" lang={language}>
          <p className="text-muted text-sm">
            <span className="label-caps text-ink">
              {index + 1}. {QUESTION_KINDS[question.kind].name}
            </span>{' '}
            · {QUESTION_KINDS[question.kind].asks}
          </p>
          <h3 className="mt-1 font-medium text-lg leading-snug [text-wrap:pretty]">{question.text}</h3>
          {question.paragraphs.length > 0 && (
            <p className="mt-1.5 text-sm">
              <ParagraphLinks labels={question.paragraphs} companion={question.lentBy ?? null} />
            </p>
          )}
          {question.note && (
            <details className="no-print mt-1 text-sm">
              <summary className="w-fit py-1 text-muted">For the facilitator</summary>
              <p className="border-line border-s-2 py-1 ps-3">{question.note}</p>
            </details>
          )}
          {talk?.(question)}
        </li>
      ))}
    </ol>
  )
}
