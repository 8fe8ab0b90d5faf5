import { BY_KIND, keepWhatFits, shareMinutes } from '#domain/agenda-shares.ts'
import { type AgendaItem, type AgendaSlot, type AgendaStep, leastOf } from '#domain/agenda-slots.ts'
import { type AgendaTemplate, arrange, framesOf, hasPlace } from '#domain/agenda-template.ts'
import type { Chapter, Question } from '#domain/guide.ts'
import * as m from '#messages/agenda.ts'

/** A question as a meeting takes it up. */
type Asked = Pick<Question, 'id' | 'kind' | 'text'>

/** Something that an earlier meeting left to be done, or open. */
export type Carried = { kind: 'ACTION' | 'OPEN'; text: string }

/** What the group brings to a chapter of a meeting besides the guide's questions. Paragraphs go by their names, such as "12a". */
export type Brought = {
  /** The questions that it has accepted for the chapter. */
  questions: readonly (Asked & { paragraphs: readonly string[] })[]
  /** Paragraphs that are unclear to several, those unclear to most first. */
  unclear: readonly string[]
  /** Those that it has said most about, most first. */
  argued: readonly string[]
}

/** A chapter as a meeting takes it up. */
export type ChapterTaken = Pick<Chapter, 'slug' | 'title' | 'questions' | 'plans'> & { brought: Brought }

/** What a meeting's agenda is made of: its chapters in their order, at least one, what earlier meetings left, and the group's template. */
export type ForAgenda = { chapters: readonly ChapterTaken[]; carried: readonly Carried[]; template: AgendaTemplate | null }

/** `leftOut` holds the questions that the time does not allow. */
export type Agenda = { items: AgendaItem[]; leftOut: Asked[] }

type Plan = NonNullable<Chapter['plans']['60']>

/** Least whole minutes in which a step makes sense, and its share of the minutes beyond. */
const OPENING = { least: 2, weight: 1 }
const READING = { least: 4, weight: 3 }
const TALK = { least: 4, weight: 4 }
const UNCLEAR = { least: 3, weight: 3 }
const ARGUED = { least: 3, weight: 3 }
const CARRIED = { least: 3, weight: 1 }
const CLOSING = { least: 2, weight: 1 }
/** Minutes for a chapter below which several are read as one, and nothing in them is gone back to. */
const ROOM = 12
/** Minutes for a chapter below which one does not go back to what was said about it most. */
const ROOM_TO_ARGUE = 25
/** A meeting about one chapter shorter than this, in minutes, has no time for all that a group brings. */
const SHORT = 20
/** Most paragraphs that one step can go back to. */
const PARAGRAPHS_MAX = 3
/** Most UTF-16 units in which a step names what was carried over. */
const CARRIED_MAX = 1_500

/**
 * The agenda of a meeting: opening round, what was left from before; of each chapter openers, reading, unclear paragraphs, those said most
 * about, the other questions in their order and then the group's own; closing round. The chapters share the time alike. A group with a
 * template has this in its order and between its own steps. Else a chapter's prepared plan for this length is used as it stands when it is the
 * only one, adds up and knows its questions, and the group brings nothing that it does not know of.
 * @param minutes length of the meeting, at least 15
 * @returns steps of at least 2 whole minutes that add up to exactly `minutes`
 */
export function makeAgenda(about: ForAgenda, minutes: number): Agenda {
  const [only, ...others] = about.chapters
  const plan = only && others.length === 0 && !about.template ? { ...only.plans }[String(minutes) as '60' | '90'] : undefined
  const bringsNothing = about.carried.length === 0 && only?.brought.questions.length === 0 && only.brought.unclear.length === 0
  return (plan && bringsNothing && followPlan(only?.questions ?? [], minutes, plan)) || layOut(about, minutes)
}

function followPlan(questions: readonly Question[], minutes: number, plan: Plan): Agenda | undefined {
  const known = new Map(questions.map((question) => [question.id, question]))
  const fits = plan.reduce((sum, item) => sum + item.minutes, 0) === minutes
  if (!fits || plan.some((item) => (item.question ? !known.has(item.question) : !item.title))) return undefined
  const planned = new Set(plan.map((item) => item.question))
  return {
    items: plan.map((item) => {
      const question = item.question ? known.get(item.question) : undefined
      return { ...(question ? asking(question) : { title: item.title ?? '' }), minutes: item.minutes }
    }),
    leftOut: questions.filter(({ id }) => !planned.has(id)),
  }
}

function layOut({ chapters, carried, template }: ForAgenda, minutes: number): Agenda {
  const own = template && framesOf(template, minutes)
  const frames = own ?? [
    { title: m.openingRound(), ...OPENING },
    { title: m.closingRound(), ...CLOSING },
  ]
  const wanted = (steps: readonly AgendaStep[]) => steps.filter((step) => !own || hasPlace(template, step))
  const several = chapters.length > 1
  const fromBefore = wanted(carried.length > 0 ? [takeUp(carried)] : [])
  const room = (minutes - leastOf([...frames, ...fromBefore])) / Math.max(1, chapters.length)
  const together = several && room < ROOM
  // In the shortest meetings there is no time for both what was left and what is unclear.
  const goesBack = several ? !together : fromBefore.length === 0 || minutes >= SHORT
  const around = chapters.map((chapter) => wanted(aroundQuestions(chapter, { several, together, goesBack, room })))
  const shared = wanted(together ? readTogether(chapters) : [])
  const asking = chapters.map((chapter) => {
    const asked = (questions: readonly Asked[]) => questions.filter((question) => wanted([askIn(chapter, question, several)]).length > 0)
    return { guide: asked(chapter.questions), own: asked(chapter.brought.questions) }
  })
  const kept = keepWhatFits(asking, minutes - leastOf([...frames, ...fromBefore, ...shared, ...around.flat()]))
  const asked = chapters.map((chapter, at) => (kept[at] ?? []).map((question) => askIn(chapter, question, several)))
  const openers = (steps: readonly AgendaStep[]) => steps.filter(({ kind }) => kind === 'opener')
  const others = (steps: readonly AgendaStep[]) => steps.filter(({ kind }) => kind !== 'opener')
  const filled = [
    ...fromBefore,
    ...(together
      ? [...openers(asked.flat()), ...shared, ...others(asked.flat())]
      : chapters.flatMap((_, at) => [...openers(asked[at] ?? []), ...(around[at] ?? []), ...others(asked[at] ?? [])])),
  ]
  const steps = own ? arrange(template, own, filled) : [...frames.slice(0, 1), ...filled, ...frames.slice(1)]
  if (steps.length === 0) return layOut({ chapters, carried, template: null }, minutes)
  const given = shareMinutes(minutes, steps)
  const all = chapters.flatMap(({ questions, brought }) => [...questions, ...brought.questions])
  return {
    items: steps.map(({ least: _, weight: __, ...step }, index) => ({ ...step, minutes: given[index] ?? 0 })),
    leftOut: all.filter((question) => !kept.flat().includes(question)),
  }
}

type Room = { several: boolean; together: boolean; goesBack: boolean; room: number }

/** What a meeting does with a chapter besides asking: it is read, and gone back to; where there is nothing to ask, it is talked about. */
function aroundQuestions({ slug, title, questions, brought }: ChapterTaken, { several, together, goesBack, room }: Room): AgendaStep[] {
  if (together) return []
  const inChapter = several ? { chapter: slug } : {}
  const named = (one: () => string, ofSeveral: (values: { title: string }) => string) => (several ? ofSeveral({ title }) : one())
  const back = (slot: AgendaSlot, words: string, labels: readonly string[], share: typeof UNCLEAR): AgendaStep[] =>
    labels.length > 0 ? [{ title: words, slot, ...inChapter, paragraphs: labels.slice(0, PARAGRAPHS_MAX), ...share }] : []
  const argued = brought.argued.filter((label) => !brought.unclear.slice(0, PARAGRAPHS_MAX).includes(label))
  return [
    { title: named(m.readChapter, m.readFrom), slot: 'READING', ...inChapter, ...READING },
    ...(goesBack ? back('UNCLEAR', named(m.unclearParagraphs, m.unclearIn), brought.unclear, UNCLEAR) : []),
    ...(room >= ROOM_TO_ARGUE ? back('ARGUED', named(m.arguedOver, m.arguedOverIn), argued, ARGUED) : []),
    ...(questions.length + brought.questions.length > 0
      ? []
      : [{ title: named(m.talkAboutMarked, m.talkAboutMarkedIn), slot: 'QUESTIONS' as const, ...inChapter, ...TALK }]),
  ]
}

/** Several chapters for which there is too little time to take them one by one. */
function readTogether(chapters: readonly ChapterTaken[]): AgendaStep[] {
  const asks = chapters.some(({ questions, brought }) => questions.length + brought.questions.length > 0)
  return [
    { title: m.readChapters(), slot: 'READING', ...READING },
    ...(asks ? [] : [{ title: m.talkAboutMarked(), slot: 'QUESTIONS' as const, ...TALK }]),
  ]
}

const asking = ({ id, kind, text }: Asked) => ({ title: text, questionId: id, kind })

function askIn({ slug, brought }: ChapterTaken, question: Asked, several: boolean): AgendaStep {
  const paragraphs = brought.questions.find(({ id }) => id === question.id)?.paragraphs ?? []
  return {
    ...asking(question),
    ...(several && { chapter: slug }),
    ...(paragraphs.length > 0 && { paragraphs }),
    ...BY_KIND[question.kind],
  }
}

/** One step for all that is left from before, each on a line of its own. */
function takeUp(carried: readonly Carried[]): AgendaStep {
  const lines = carried.map(({ kind, text }) => (kind === 'ACTION' ? m.carriedAction({ text }) : m.carriedOpen({ text })))
  const title = lines.reduce((all, line) => (all.length + line.length < CARRIED_MAX ? `${all}\n${line}` : all), m.carriedOver())
  return { title, slot: 'CARRIED', ...CARRIED }
}
