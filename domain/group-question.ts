import { z } from 'zod'
import { requiredBody } from '#domain/body.ts'
import { InChapter, InGroup } from '#domain/group.ts'
import { QuestionKind } from '#domain/guide.ts'
import { fault } from '#domain/problem.ts'
import type { Creator } from '#domain/viewer.ts'
import { Version } from '#domain/whole-number.ts'

/** Bytes of a request that carries a question. */
export const QUESTION_LIMIT = 6_000
/** Most letters of a question and of the sentence that declines one. */
const TEXT_MAX = 600

export const QuestionStatus = z.enum(['SUGGESTED', 'ACCEPTED', 'DECLINED'])
export type QuestionStatus = z.infer<typeof QuestionStatus>

/** A question is one paragraph without marks, like the guide's own. */
const oneLine = requiredBody(TEXT_MAX).transform((text) => text.replace(/\s+/g, ' '))

/**
 * `id` is made by the browser; the annotation is the viewer's own "?" or note, which holds the passage. Without one the question is on the
 * whole chapter, and may say of what kind it is.
 */
export const CreateGroupQuestion = InChapter.extend({
  id: z.uuid(),
  annotationId: z.uuid().nullable(),
  kind: QuestionKind.optional(),
  text: oneLine,
})
export type CreateGroupQuestion = z.infer<typeof CreateGroupQuestion>

export const AboutGroupQuestion = InGroup.extend({ groupQuestionId: z.uuid() })
export type AboutGroupQuestion = z.infer<typeof AboutGroupQuestion>

/** Whoever suggested it changes its words, from the version that they saw. */
export const UpdateGroupQuestion = AboutGroupQuestion.extend({ version: Version, text: oneLine })
export type UpdateGroupQuestion = z.infer<typeof UpdateGroupQuestion>

/** A member would like the group to discuss a suggestion, or takes that back. */
export const VoteForQuestion = AboutGroupQuestion.extend({ on: z.boolean() })
export type VoteForQuestion = z.infer<typeof VoteForQuestion>

/** Facilitators accept a question, reworded if they like, decline it with a sentence, or undo either. */
export const DecideGroupQuestion = AboutGroupQuestion.extend({
  version: Version,
  status: QuestionStatus,
  text: oneLine.optional(),
  kind: QuestionKind.optional(),
  reason: z.string().trim().max(TEXT_MAX, fault('shorten')).default(''),
})
export type DecideGroupQuestion = z.infer<typeof DecideGroupQuestion>

export type GroupQuestion = {
  id: string
  chapter: string
  /** Under which answers to it, and the talk about it, are kept. */
  questionId: string
  status: QuestionStatus
  kind: QuestionKind
  text: string
  /** The sentence that declined it; empty for all but whoever suggested it and facilitators. */
  reason: string
  /** Null once the account is gone. */
  creator: Creator | null
  /** Facilitators changed its words when they accepted it. */
  reworded: boolean
  /** The mark that holds its passage; null when that was deleted. */
  annotationId: string | null
  /** Names of the paragraphs of its passage. */
  paragraphs: string[]
  version: number
  createdAt: string
  edited: boolean
  /** It waits for a facilitator, and nobody else sees it. */
  waits: boolean
  unread: boolean
  /** How many would like the group to discuss it, and whether the viewer would. */
  votes: number
  voted: boolean
  can: { edit: boolean; remove: boolean; decide: boolean; reopen: boolean }
}

const OWN = 'group-'

/** The name under which answers to a group's own question are kept. No guide may have a question of such a name. */
export const questionIdOf = (id: string) => `${OWN}${id}`

/** The id of the group's own question that a `questionId` names, or null when it names one of the guide's. */
export function ownQuestionOf(questionId: string): string | null {
  const id = questionId.startsWith(OWN) ? questionId.slice(OWN.length) : ''
  return z.uuid().safeParse(id).success ? id : null
}
