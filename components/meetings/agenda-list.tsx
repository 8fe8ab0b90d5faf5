import type { Route } from 'next'
import Link from 'next/link'
import { clockAt } from '#components/meetings/meeting-time.tsx'
import { type Agenda, type ChapterTaken, type ForAgenda, makeAgenda } from '#domain/agenda.ts'
import type { AgendaItem } from '#domain/agenda-slots.ts'
import type { Chapter, Companion, Question } from '#domain/guide.ts'
import { questionOf } from '#domain/live-meeting/from-agenda.ts'
import type { Meeting } from '#domain/meeting.ts'
import { PARAGRAPH_LABEL } from '#domain/paragraph-label.ts'
import { toQuestion } from '#messages/live-talk.ts'

/** What an agenda is made of; at least one chapter. Questions carry notes for facilitators only. */
export type PlannedChapters = Omit<ForAgenda, 'chapters'> & {
  language: string
  chapters: readonly (ChapterTaken & Pick<Chapter, 'number' | 'part' | 'companion'>)[]
}

type AgendaProps = { meeting: Meeting; planned: PlannedChapters; groupBase: string; now: number }

/** The agenda of a meeting: when each step begins by the clock there, and how long it may take. */
export function AgendaList({ meeting, planned, groupBase, now }: AgendaProps) {
  const { items, leftOut } = makeAgenda(planned, meeting.minutes)
  const elapsed = (now - Date.parse(meeting.startsAt)) / 60_000
  let begins = 0
  const steps = items.map((item) => {
    const from = begins
    begins += item.minutes
    return { item, from, isNow: meeting.status === 'SCHEDULED' && elapsed >= from && elapsed < begins }
  })
  const { chapters, language } = planned
  const baseOf = (item: AgendaItem) => `${groupBase}/${item.chapter ?? meeting.chapter}`
  const find = (item: AgendaItem) => questionOf(chapters, item)
  // A lent question and a lent plan name the paragraphs of the companion's chapter, the group's own questions those of this one.
  const paragraphsOf = (item: AgendaItem): Paragraphs => {
    const taken = chapters.find(({ slug }) => slug === (item.chapter ?? meeting.chapter))
    const lender: Companion | null = (item.questionId ? find(item)?.lentBy : taken?.companion) ?? null
    return { base: lender?.chapterAddress ?? baseOf(item), inGuide: lender !== null }
  }
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
            <Step item={item} question={find(item)} language={language} paragraphs={paragraphsOf(item)} base={baseOf(item)} isNow={isNow} />
          </li>
        ))}
      </ol>
      {leftOut.length > 0 && <LeftOut questions={leftOut} language={language} />}
    </>
  )
}

/** Where paragraphs are, and whether that is the companion's chapter. */
type Paragraphs = { base: string; inGuide: boolean }
type StepProps = {
  item: AgendaItem
  question: Question | undefined
  language: string
  paragraphs: Paragraphs
  base: string
  isNow: boolean
}

function Step({ item, question, language, paragraphs, base, isNow }: StepProps) {
  return (
    <div>
      <p
        lang={question ? language : undefined}
        dir="auto"
        className={item.questionId ? 'font-medium leading-snug [text-wrap:pretty]' : 'whitespace-pre-line leading-snug'}
      >
        {item.questionId ? item.title : <WithParagraphs text={item.title} paragraphs={paragraphs} />}
      </p>
      <p className="mt-1 flex flex-wrap items-baseline gap-x-3 text-muted text-sm">
        {isNow && <span className="font-semibold text-accent">Now</span>}
        <span>{item.minutes} min</span>
        {item.kind && <span className="capitalize">{item.kind}</span>}
        {item.questionId && !question && <span>the group’s own</span>}
        {item.questionId && (
          <Link href={`${base}#question-${item.questionId}` as Route} prefetch={false} className="inline-block py-1 link">
            {toQuestion()}
          </Link>
        )}
        {item.paragraphs?.map((label) => (
          <ParagraphLink key={label} label={label} paragraphs={{ base, inGuide: false }} />
        ))}
        {question?.paragraphs.map((label) => (
          <ParagraphLink key={label} label={label} paragraphs={paragraphs} />
        ))}
        {paragraphs.inGuide && question && question.paragraphs.length > 0 && <span>of the guide</span>}
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

function ParagraphLink({ label, paragraphs: { base, inGuide } }: { label: string; paragraphs: Paragraphs }) {
  const name = `Paragraph ${label}${inGuide ? ' of the guide' : ''}`
  return (
    <Link href={`${base}#p${label}` as Route} prefetch={false} aria-label={name} className="inline-block py-1 link">
      ¶&nbsp;{label}
    </Link>
  )
}

const REFERENCES = new RegExp(`(¶\\s?${PARAGRAPH_LABEL})`)
const REFERENCE = new RegExp(`^¶\\s?(${PARAGRAPH_LABEL})$`)

/** "Read ¶3 to ¶9 aloud" with its paragraphs as links. */
function WithParagraphs({ text, paragraphs }: { text: string; paragraphs: Paragraphs }) {
  const pieces = text.split(REFERENCES)
  const linked = pieces.map((piece, index) => {
    const label = REFERENCE.exec(piece)?.[1]
    // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of a constant sentence never change places
    return label ? <ParagraphLink key={index} label={label} paragraphs={paragraphs} /> : piece
  })
  return paragraphs.inGuide && pieces.length > 1 ? [...linked, ' (in the guide)'] : linked
}

function LeftOut({ questions, language }: { questions: Agenda['leftOut']; language: string }) {
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
