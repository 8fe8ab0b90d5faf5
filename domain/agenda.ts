import type { Chapter, Question, QuestionKind } from '#domain/guide.ts'
import * as m from '#messages/live-meeting.ts'

/** A question as a meeting takes it up. */
type Asked = Pick<Question, 'id' | 'kind' | 'text'>

/** Something that an earlier meeting left to be done, or open. */
export type Carried = { kind: 'ACTION' | 'OPEN'; text: string }

/** What the group brings to a meeting besides the guide's questions. Paragraphs go by their names, such as "12a". */
export type Brought = {
  /** The questions that it has accepted for the chapter. */
  questions: readonly (Asked & { paragraphs: readonly string[] })[]
  /** Paragraphs that are unclear to several, those unclear to most first. */
  unclear: readonly string[]
  /** What earlier meetings left to be done or open. */
  carried: readonly Carried[]
}

/**
 * A step of a meeting. `title` is the question's text when there is a question; `paragraphs` name those of the group's own
 * chapter that the step is about.
 */
export type AgendaItem = { title: string; questionId?: string; kind?: QuestionKind; paragraphs?: readonly string[]; minutes: number }

/** `leftOut` holds the questions that the time does not allow. */
export type Agenda = { items: AgendaItem[]; leftOut: Asked[] }

type Plan = NonNullable<Chapter['plans']['60']>
type Step = { title: string; question?: Asked; paragraphs?: readonly string[]; least: number; weight: number }

/** Least whole minutes in which a step makes sense, and its share of the minutes beyond. */
const OPENING = { least: 2, weight: 1 }
const READING = { least: 4, weight: 3 }
const TALK = { least: 4, weight: 4 }
const UNCLEAR = { least: 3, weight: 3 }
const CARRIED = { least: 3, weight: 1 }
const CLOSING = { least: 2, weight: 1 }
/** A meeting shorter than this, in minutes, has no time for all that a group brings. */
const SHORT = 20
/** Most paragraphs that one step can go back to. */
const UNCLEAR_MAX = 3
/** Most UTF-16 units in which a step names what was carried over. */
const CARRIED_MAX = 1_500
const NOTHING_BROUGHT: Brought = { questions: [], unclear: [], carried: [] }
const BY_KIND: Record<QuestionKind, { least: number; weight: number }> = {
  opener: { least: 2, weight: 2 },
  recall: { least: 3, weight: 2 },
  interpret: { least: 4, weight: 4 },
  judge: { least: 5, weight: 5 },
}
/** What gives way first when time is short. */
const GIVES_WAY: QuestionKind[] = ['recall', 'opener', 'interpret', 'judge']

/**
 * The agenda of a meeting: opening round, openers, reading, unclear paragraphs, the other questions in their order and
 * then the group's own, closing round.
 * @param minutes length of the meeting, at least 15
 * @param plan the chapter's prepared plan for this length, used as it stands when it adds up and knows its questions, and the
 * group brings nothing that it does not know of
 * @returns steps of at least 2 whole minutes that add up to exactly `minutes`
 */
export function makeAgenda(questions: readonly Question[], minutes: number, plan?: Plan, brought = NOTHING_BROUGHT): Agenda {
  const bringsNothing = brought.questions.length === 0 && brought.unclear.length === 0 && brought.carried.length === 0
  return (bringsNothing && plan && followPlan(questions, minutes, plan)) || shareMinutes(questions, minutes, brought)
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

function shareMinutes(questions: readonly Question[], minutes: number, { questions: own, unclear, carried }: Brought): Agenda {
  const all: readonly Asked[] = [...questions, ...own]
  const fromBefore = carried.length > 0 ? [takeUp(carried)] : []
  // In the shortest meetings there is no time for both.
  const goBack = unclear.length > 0 && (carried.length === 0 || minutes >= SHORT) ? [goBackTo(unclear)] : []
  const fixed = [OPENING, READING, CLOSING, ...goBack, ...fromBefore]
  const kept = keepWhatFits(questions, own, minutes - sum(fixed.map(({ least }) => least)))
  const asStep = (question: Asked): Step => {
    const paragraphs = own.find(({ id }) => id === question.id)?.paragraphs
    return { title: question.text, question, ...(paragraphs && { paragraphs }), ...BY_KIND[question.kind] }
  }
  const steps: Step[] = [
    { title: 'Opening round', ...OPENING },
    ...fromBefore,
    ...kept.filter(({ kind }) => kind === 'opener').map(asStep),
    { title: 'Read from the chapter aloud, in turns', ...READING },
    ...goBack,
    ...(all.length > 0
      ? kept.filter(({ kind }) => kind !== 'opener').map(asStep)
      : [{ title: 'Talk about the passages that you marked', ...TALK }]),
    { title: 'Closing round', ...CLOSING },
  ]
  const given = share(
    minutes,
    steps.map(({ least }) => least),
    steps.map(({ weight }) => weight),
  )
  return {
    items: steps.map(({ title, question, paragraphs }, index) => asItem(title, question, given[index] ?? 0, paragraphs)),
    leftOut: all.filter((question) => !kept.includes(question)),
  }
}

function goBackTo(unclear: readonly string[]): Step {
  const paragraphs = unclear.slice(0, UNCLEAR_MAX)
  return { title: m.unclearParagraphs(), paragraphs, ...UNCLEAR }
}

/** One step for all that is left from before, each on a line of its own. */
function takeUp(carried: readonly Carried[]): Step {
  const lines = carried.map(({ kind, text }) => (kind === 'ACTION' ? m.carriedAction({ text }) : m.carriedOpen({ text })))
  const title = lines.reduce((all, line) => (all.length + line.length < CARRIED_MAX ? `${all}\n${line}` : all), m.carriedOver())
  return { title, ...CARRIED }
}

/** The guide's questions give way before those that the group has chosen for itself. */
function keepWhatFits(questions: readonly Question[], own: readonly Asked[], minutes: number): Asked[] {
  const kept: Asked[] = [...questions, ...own]
  while (sum(kept.map(({ kind }) => BY_KIND[kind].least)) > minutes) {
    const fromGuide = kept.filter((question) => !own.includes(question))
    const candidates = fromGuide.length > 0 ? fromGuide : kept
    const kind = GIVES_WAY.find((way) => candidates.some((question) => question.kind === way))
    const last = candidates.findLast((question) => question.kind === kind)
    if (!last) break
    kept.splice(kept.lastIndexOf(last), 1)
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

function asItem(title: string, question: Asked | undefined, minutes: number, paragraphs?: readonly string[]): AgendaItem {
  const about = paragraphs && paragraphs.length > 0 ? { paragraphs } : {}
  return question ? { title: question.text, questionId: question.id, kind: question.kind, ...about, minutes } : { title, ...about, minutes }
}
