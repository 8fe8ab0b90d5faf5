import { z } from 'zod'
import { Selectors } from '#domain/anchoring/selectors.ts'
import { requiredBody } from '#domain/body.ts'
import { InChapter, InGroup } from '#domain/group.ts'
import { Slug } from '#domain/guide.ts'
import { fault } from '#domain/problem.ts'
import type { Reaction } from '#domain/reaction.ts'
import type { Creator } from '#domain/viewer.ts'
import { Version } from '#domain/whole-number.ts'

/** UTF-16 units of one answer. */
export const ANSWER_LENGTH = 20_000
/** Bytes of a request that carries an answer with its passages. */
export const ANSWER_LIMIT = 60_000

/** Who sees an answer besides its writer: nobody, the group with their name, or the group without it. */
export const Sharing = z.enum(['PRIVATE', 'NAMED', 'NAMELESS'])
export type Sharing = z.infer<typeof Sharing>

/** UTF-16 units of one passage: whoever needs more points to its first sentence. */
const EVIDENCE_LENGTH = 1_500
const EVIDENCE_MAX = 6

/** A passage that an answer rests on, as it stood in the text in which it was chosen. It leads to its words, so no edit of the text moves it. */
const EvidencePassage = z
  .object({
    ...Selectors.shape,
    exact: z.string().min(1).max(EVIDENCE_LENGTH, fault('passageTooLong')),
    chapterRevision: z.string().min(8).max(80),
  })
  .refine(({ exact, start, end }) => end - start === exact.length, { path: ['end'], message: fault('positionFits') })
export type EvidencePassage = z.infer<typeof EvidencePassage>

export const Evidence = z.array(EvidencePassage).max(EVIDENCE_MAX, fault('tooMuchEvidence'))
export type Evidence = z.infer<typeof Evidence>

/** One member gives one answer to a question; `id` is made by the browser. */
export const CreateAnswer = InChapter.extend({
  id: z.uuid(),
  questionId: Slug,
  body: requiredBody(ANSWER_LENGTH),
  /** With the name, unless told. */
  sharing: Sharing.optional(),
  evidence: Evidence.optional(),
})
export type CreateAnswer = z.infer<typeof CreateAnswer>

export const AboutAnswer = InGroup.extend({ answerId: z.uuid() })
export type AboutAnswer = z.infer<typeof AboutAnswer>
/** `version` is the one that the edit started from; what is left out stays as it is. */
export const UpdateAnswer = AboutAnswer.extend({
  version: Version,
  body: requiredBody(ANSWER_LENGTH),
  sharing: Sharing.optional(),
  evidence: Evidence.optional(),
})
export type UpdateAnswer = z.infer<typeof UpdateAnswer>

export type Answer = {
  id: string
  chapter: string
  questionId: string
  /** Null once the account is gone, and for everybody but its writer where it is shared without a name. */
  creator: Creator | null
  sharing: Sharing
  evidence: Evidence
  body: string
  html: string
  version: number
  createdAt: string
  edited: boolean
  /** A deleted answer stays as a placeholder where replies remain. */
  deleted: boolean
  /** It waits for a facilitator, and nobody else sees it. */
  waits: boolean
  unread: boolean
  /** The viewer wrote it. */
  mine: boolean
  can: { edit: boolean; remove: boolean; restore: boolean }
  reactions: Reaction[]
}
