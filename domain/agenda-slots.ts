import type { QuestionKind } from '#domain/guide.ts'

/** What the program puts into an agenda anew for every meeting. */
export type AgendaSlot = 'CARRIED' | 'OPENERS' | 'READING' | 'UNCLEAR' | 'ARGUED' | 'QUESTIONS'

/**
 * A step of a meeting. `title` is the question's text when there is a question; `chapter` is there where the meeting takes up several;
 * `paragraphs` name those of that chapter that the step is about.
 */
export type AgendaItem = {
  title: string
  slot?: AgendaSlot
  chapter?: string
  questionId?: string
  kind?: QuestionKind
  paragraphs?: readonly string[]
  minutes: number
}

/** A step before it has its minutes: the least whole ones in which it makes sense, and its share of those beyond. */
export type AgendaStep = Omit<AgendaItem, 'minutes'> & { least: number; weight: number }

/** What the program fills a step with; null for one that has its own words. */
export const slotOf = ({ slot, kind }: { slot?: AgendaSlot | undefined; kind?: QuestionKind | null | undefined }): AgendaSlot | null =>
  slot ?? (kind ? (kind === 'opener' ? 'OPENERS' : 'QUESTIONS') : null)

export const leastOf = (steps: readonly { least: number }[]) => steps.reduce((sum, { least }) => sum + least, 0)
