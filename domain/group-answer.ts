import { z } from 'zod'
import { body } from '#domain/body.ts'
import { InChapter, InGroup } from '#domain/group.ts'
import { Slug } from '#domain/guide.ts'
import { fault } from '#domain/problem.ts'
import type { Creator } from '#domain/viewer.ts'
import { Version } from '#domain/whole-number.ts'

/** UTF-16 units of the text that a group agrees on. */
export const GROUP_ANSWER_LENGTH = 12_000
/** Letters in base64 of one update of the shared text, some 48 kB. */
const UPDATE_LENGTH = 64_000
/** Bytes of a request that carries an update or a version. */
export const GROUP_ANSWER_LIMIT = 80_000
/** UTF-16 units of what a reservation or a dissent says. */
const DISSENT_LENGTH = 4_000

export const AnswerState = z.enum(['OPEN', 'PROPOSED', 'AGREED', 'RECORDED'])
export type AnswerState = z.infer<typeof AnswerState>
export const Stance = z.enum(['AGREE', 'RESERVATION', 'DISSENT'])
export type Stance = z.infer<typeof Stance>

/** Begins the group's answer to a question. Where there is one already, that is the one. */
export const CreateGroupAnswer = InChapter.extend({ id: z.uuid(), questionId: Slug })
export type CreateGroupAnswer = z.infer<typeof CreateGroupAnswer>

export const AboutGroupAnswer = InGroup.extend({ groupAnswerId: z.uuid() })
export type AboutGroupAnswer = z.infer<typeof AboutGroupAnswer>

/** Asks for what was added to the shared text after a number. */
export const ListTextUpdates = AboutGroupAnswer.extend({
  after: z.coerce
    .number()
    .int()
    .min(0)
    .max(2 ** 31 - 1),
})
export type ListTextUpdates = z.infer<typeof ListTextUpdates>

/** What a device adds to the shared text, having all up to a number: an update of Yjs in base64. Sent again with its id it changes nothing. */
export const AppendTextUpdate = ListTextUpdates.extend({ id: z.uuid(), update: z.base64().max(UPDATE_LENGTH, fault('shorten')) })
export type AppendTextUpdate = z.infer<typeof AppendTextUpdate>

/** What stands in the shared text: updates in base64 after the number asked for, the number of the last, and Yjs' account of all of it. */
export type TextNews = { updates: string[]; seq: number; vector: string }

/** Proposes the shared text to the group. `body` is what the proposer sees: they put nothing forward that somebody else typed meanwhile. */
export const ProposeVersion = AboutGroupAnswer.extend({ id: z.uuid(), body: z.string().max(2 * GROUP_ANSWER_LENGTH) })
export type ProposeVersion = z.infer<typeof ProposeVersion>

/** What a member thinks of the version that they have read. */
export const TakePosition = AboutGroupAnswer.extend({
  id: z.uuid(),
  version: Version,
  stance: Stance,
  body: body(DISSENT_LENGTH).default(''),
  named: z.boolean().default(true),
})
export type TakePosition = z.infer<typeof TakePosition>

/** Facilitators write down that a version is agreed, put it into the record, or open it again. */
export const TakeStep = AboutGroupAnswer.extend({ id: z.uuid(), version: Version, state: z.enum(['AGREED', 'RECORDED', 'OPEN']) })
export type TakeStep = z.infer<typeof TakeStep>

/** A part of a version: who wrote it, and the answer that it was taken from, if any. */
export type AnswerPart = { text: string; by: string | null; from: string | null }

/** A sentence that was taken from somebody's answer. `creator` is null where that was shared without a name. */
export type TakenPart = { text: string; answerId: string; creator: Creator | null }

export type GroupAnswerVersion = {
  version: number
  /** Markdown, as written. */
  body: string
  html: string
  creator: Creator | null
  createdAt: string
  /** Everybody who wrote some of it. */
  writers: Creator[]
  taken: TakenPart[]
}

export type Position = {
  id: string
  version: number
  stance: Stance
  /** Empty where facilitators have hidden it. */
  body: string
  hidden: boolean
  /** Null where it is given without a name, and once the account is gone. */
  creator: Creator | null
  named: boolean
  mine: boolean
  createdAt: string
}

export type GroupAnswerStep = {
  state: AnswerState
  version: number
  agreed: number
  members: number
  at: string
  /** The study session in which it happened. */
  meeting: { id: string; startsAt: string } | null
}

export type GroupAnswer = {
  id: string
  chapter: string
  questionId: string
  state: AnswerState
  /** The version that was proposed last. */
  current: GroupAnswerVersion | null
  /** What each member last said of it, or of one that differs in nothing but signs and spaces. */
  positions: Position[]
  members: number
  /** What the viewer said of an earlier version, whose words have changed since. */
  earlier: Position | null
  step: GroupAnswerStep | null
  /** `write`: the viewer may write, propose and take a position; `settle`: move it from state to state. */
  can: { write: boolean; settle: boolean }
}

/** The way of a group's answer so far, oldest first. */
export type GroupAnswerHistory = { versions: GroupAnswerVersion[]; positions: Position[]; steps: GroupAnswerStep[] }
