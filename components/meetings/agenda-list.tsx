import type { Route } from 'next'
import Link from 'next/link'
import { clockAt } from '#components/meetings/meeting-time.tsx'
import { type AgendaItem, makeAgenda } from '#domain/agenda.ts'
import type { Chapter, Question } from '#domain/guide.ts'
import type { Meeting } from '#domain/meeting.ts'

/** What an agenda is made of. Questions carry notes for those who lead only. */
export type AgendaChapter = Pick<Chapter, 'slug' | 'title' | 'number' | 'questions' | 'plans'> & { language: string }

type AgendaProps = { meeting: Meeting; chapter: AgendaChapter; base: string; now: number }

/** The agenda of a meeting: when each step begins by the clock there, and how long it may take. */
export function AgendaList({ meeting, chapter, base, now }: AgendaProps) {
  const prepared = { ...chapter.plans }[String(meeting.minutes) as '60' | '90']
  const { items, leftOut } = makeAgenda(chapter.questions, meeting.minutes, prepared)
  const elapsed = (now - Date.parse(meeting.startsAt)) / 60_000
  let begins = 0
  const steps = items.map((item) => {
    const from = begins
    begins += item.minutes
    return { item, from, isNow: meeting.status === 'SCHEDULED' && elapsed >= from && elapsed < begins }
  })
  const find = (item: AgendaItem) => chapter.questions.find(({ id }) => id === item.questionId)
  return (
    <>
      <ol className="divide-y divide-line border-line border-y">
        {steps.map(({ item, from, isNow }) => (
          <li
            key={`${from} ${item.title}`}
            aria-current={isNow ? 'step' : undefined}
            className="grid grid-cols-[3.25rem_minmax(0,1fr)] gap-x-3 py-3 aria-[current=step]:-ms-4 aria-[current=step]:border-s-4 aria-[current=step]:border-s-accent aria-[current=step]:ps-3"
          >
            <span className="pt-0.5 text-sm tabular-nums">{clockAt(meeting, from)}</span>
            <Step item={item} question={find(item)} language={chapter.language} base={base} isNow={isNow} />
          </li>
        ))}
      </ol>
      {leftOut.length > 0 && <LeftOut questions={leftOut} language={chapter.language} />}
    </>
  )
}

type StepProps = { item: AgendaItem; question: Question | undefined; language: string; base: string; isNow: boolean }

function Step({ item, question, language, base, isNow }: StepProps) {
  return (
    <div>
      <p lang={question ? language : undefined} className={question ? 'font-medium leading-snug [text-wrap:pretty]' : 'leading-snug'}>
        {question ? item.title : <WithParagraphs text={item.title} base={base} />}
      </p>
      <p className="mt-1 flex flex-wrap items-baseline gap-x-3 text-muted text-sm">
        {isNow && <span className="font-semibold text-accent">Now</span>}
        <span>{item.minutes} min</span>
        {item.kind && <span className="capitalize">{item.kind}</span>}
        {question?.paragraphs.map((number) => (
          <ParagraphLink key={number} number={number} base={base} />
        ))}
      </p>
      {question?.note && (
        <details className="no-print mt-1 text-sm">
          <summary className="w-fit py-2 text-muted">For the facilitator</summary>
          <p lang={language} className="border-line border-s-2 py-1 ps-3">
            {question.note}
          </p>
        </details>
      )}
    </div>
  )
}

function ParagraphLink({ number, base }: { number: number; base: string }) {
  return (
    <Link href={`${base}#p${number}` as Route} prefetch={false} aria-label={`Paragraph ${number}`} className="inline-block py-1 link">
      ¶&nbsp;{number}
    </Link>
  )
}

/** "Read ¶3 to ¶9 aloud" with its paragraphs as links. */
function WithParagraphs({ text, base }: { text: string; base: string }) {
  return text.split(/(¶\s?\d+)/).map((piece, index) => {
    const number = /^¶\s?(\d+)$/.exec(piece)?.[1]
    // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of a constant sentence never change places
    return number ? <ParagraphLink key={index} number={Number(number)} base={base} /> : piece
  })
}

function LeftOut({ questions, language }: { questions: Question[]; language: string }) {
  return (
    <details className="mt-2">
      <summary className="w-fit py-2 text-muted">
        {questions.length === 1 ? 'One question is left out' : `${questions.length} questions are left out`} for time
      </summary>
      <ul lang={language} className="list-disc space-y-1 ps-5 text-sm">
        {questions.map(({ id, text }) => (
          <li key={id}>{text}</li>
        ))}
      </ul>
    </details>
  )
}
