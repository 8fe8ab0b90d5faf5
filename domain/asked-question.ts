import { z } from 'zod'
import { InChapter, InGroup } from '#domain/group.ts'
import { Slug } from '#domain/guide.ts'

/** Facilitators show the answers to a question to everybody, or go back to answering first. */
export const RevealAnswers = InChapter.extend({ questionId: Slug, revealed: z.boolean() })
export type RevealAnswers = z.infer<typeof RevealAnswers>

/** How a group answers: first oneself, then see; with or without names. */
export const UpdateAnswering = InGroup.extend({ answerFirst: z.boolean(), nameless: z.boolean() })
export type UpdateAnswering = z.infer<typeof UpdateAnswering>

/** How a group deals with a question. Of one that nobody has answered and nobody revealed there is none. */
export type AskedQuestion = {
  questionId: string
  /** How many members have shared an answer. */
  answered: number
  /** Facilitators have shown the answers to everybody. */
  revealed: boolean
  /** The viewer sees the answers of others. */
  open: boolean
}

/** How a group answers, and how far it is with the questions of a chapter. */
export type Answering = {
  answerFirst: boolean
  nameless: boolean
  members: number
  can: { reveal: boolean }
  questions: AskedQuestion[]
}
