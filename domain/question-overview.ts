import type { AnswerState } from '#domain/group-answer.ts'
import type { ChapterItem, QuestionKind } from '#domain/guide.ts'

/** How far a group is with one question. */
export type QuestionStanding = {
  questionId: string
  kind: QuestionKind
  text: string
  /** A member suggested it, and the group took it up. */
  own: boolean
  /** How many members have shared an answer. */
  answered: number
  /** The viewer has given one, shared or not. */
  mine: boolean
  /** There are answers that the viewer sees, and none of them rests on a passage. */
  needsPassage: boolean
  /** How far the group's answer is; null before it was begun, as far as the viewer knows. */
  state: AnswerState | null
}

/** The questions of a chapter in a group. */
export type ChapterQuestions = {
  chapter: Pick<ChapterItem, 'slug' | 'number' | 'part' | 'title'>
  questions: QuestionStanding[]
}

/** Whether the group has agreed on its answer. */
export const isSettled = ({ state }: { state: AnswerState | null }): boolean => state === 'AGREED' || state === 'RECORDED'

/** How many of the questions of some chapters are settled, and how many there are. */
export function countSettled(chapters: readonly Pick<ChapterQuestions, 'questions'>[]): { settled: number; total: number } {
  const all = chapters.flatMap(({ questions }) => questions)
  return { settled: all.filter(isSettled).length, total: all.length }
}
