import type { Chapter, Question, QuestionKind } from '#domain/guide.ts'

/** A step of a meeting. `title` is the question's text when there is a question. */
export type AgendaItem = { title: string; questionId?: string; kind?: QuestionKind; minutes: number }

/** `leftOut` holds the questions that the time does not allow. */
export type Agenda = { items: AgendaItem[]; leftOut: Question[] }

type Plan = NonNullable<Chapter['plans']['60']>
type Step = { title: string; question?: Question; least: number; weight: number }

/** Least whole minutes in which a step makes sense, and its share of the minutes beyond. */
const OPENING = { least: 2, weight: 1 }
const READING = { least: 4, weight: 3 }
const TALK = { least: 4, weight: 4 }
const CLOSING = { least: 2, weight: 1 }
const BY_KIND: Record<QuestionKind, { least: number; weight: number }> = {
  opener: { least: 2, weight: 2 },
  recall: { least: 3, weight: 2 },
  interpret: { least: 4, weight: 4 },
  judge: { least: 5, weight: 5 },
}
/** What gives way first when time is short. */
const GIVES_WAY: QuestionKind[] = ['recall', 'opener', 'interpret', 'judge']

/**
 * The agenda of a meeting: opening round, openers, reading, the other questions in their order, closing round. A text without
 * questions is talked about from the passages that were marked.
 * @param minutes length of the meeting, at least 15
 * @param plan the chapter's prepared plan for this length, used as it stands when it adds up and knows its questions
 * @returns steps of at least 2 whole minutes that add up to exactly `minutes`
 */
export function makeAgenda(questions: readonly Question[], minutes: number, plan?: Plan): Agenda {
  return (plan && followPlan(questions, minutes, plan)) ?? shareMinutes(questions, minutes)
}

function followPlan(questions: readonly Question[], minutes: number, plan: Plan): Agenda | undefined {
  const known = new Map(questions.map((question) => [question.id, question]))
  const fits = plan.reduce((sum, item) => sum + item.minutes, 0) === minutes
  if (!fits || plan.some((item) => (item.question ? !known.has(item.question) : !item.title))) return undefined
  const planned = new Set(plan.map((item) => item.question))
  return {
    items: plan.map((item) => asItem(item.title ?? '', item.question ? known.get(item.question) : undefined, item.minutes)),
    leftOut: questions.filter(({ id }) => !planned.has(id)),
  }
}

function shareMinutes(questions: readonly Question[], minutes: number): Agenda {
  const kept = keepWhatFits(questions, minutes - OPENING.least - READING.least - CLOSING.least)
  const openers = kept.filter(({ kind }) => kind === 'opener')
  const others = kept.filter(({ kind }) => kind !== 'opener')
  const steps: Step[] = [
    { title: 'Opening round', ...OPENING },
    ...openers.map(asStep),
    { title: 'Read from the chapter aloud, in turns', ...READING },
    ...(questions.length > 0 ? others.map(asStep) : [{ title: 'Talk about the passages that you marked', ...TALK }]),
    { title: 'Closing round', ...CLOSING },
  ]
  const given = share(
    minutes,
    steps.map(({ least }) => least),
    steps.map(({ weight }) => weight),
  )
  return {
    items: steps.map(({ title, question }, index) => asItem(title, question, given[index] ?? 0)),
    leftOut: questions.filter((question) => !kept.includes(question)),
  }
}

function keepWhatFits(questions: readonly Question[], minutes: number): Question[] {
  const kept = [...questions]
  while (kept.reduce((sum, { kind }) => sum + BY_KIND[kind].least, 0) > minutes) {
    const kind = GIVES_WAY.find((way) => kept.some((question) => question.kind === way))
    kept.splice(
      kept.findLastIndex((question) => question.kind === kind),
      1,
    )
  }
  return kept
}

/** Shares whole minutes by weight beyond the least of each: largest remainders first, earlier steps first on a tie. */
function share(minutes: number, least: readonly number[], weights: readonly number[]): number[] {
  const spare = minutes - sum(least)
  const exact = weights.map((weight) => (spare * weight) / sum(weights))
  const given = exact.map((part, index) => (least[index] ?? 0) + Math.floor(part))
  const byRemainder = exact.map((part, index) => ({ index, remainder: part % 1 })).sort((a, b) => b.remainder - a.remainder)
  for (const { index } of byRemainder.slice(0, minutes - sum(given))) given[index] = (given[index] ?? 0) + 1
  return given
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0)
const asStep = (question: Question): Step => ({ title: question.text, question, ...BY_KIND[question.kind] })

function asItem(title: string, question: Question | undefined, minutes: number): AgendaItem {
  return question ? { title: question.text, questionId: question.id, kind: question.kind, minutes } : { title, minutes }
}
