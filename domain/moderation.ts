import { z } from 'zod'
import { InGroup } from '#domain/group.ts'
import { fault } from '#domain/problem.ts'

/** A kind of thing that members say. */
export const SaidNoun = z.enum(['annotation', 'comment', 'answer', 'question', 'groupAnswer', 'position', 'line', 'summary'])
export type SaidNoun = z.infer<typeof SaidNoun>

/** Whether somebody can hide words of a kind from their own sight: not what the group decides and writes down together. */
export const hasOwnSight = (noun: SaidNoun) => noun === 'annotation' || noun === 'comment' || noun === 'answer' || noun === 'question'

/** Characters of a reason, and of what somebody says to it. */
const REASON = 500
const Reason = z.string().trim().max(REASON, fault('atMost'))

export const AboutWords = InGroup.extend({ noun: SaidNoun, subjectId: z.uuid() })
export type AboutWords = z.infer<typeof AboutWords>

/**
 * Points facilitators to somebody's words, where there is a reason, and hides the words from the member's own sight, or shows them again. A
 * reason that is left out stays as it was. `passOn`: the owners of the installation read the words and the reason too, or no longer.
 */
export const FlagWords = AboutWords.extend({ reason: Reason.optional(), hides: z.boolean(), passOn: z.boolean().optional() })
export type FlagWords = z.infer<typeof FlagWords>

/** Hides from the member's own sight all that somebody says in the group, or shows it again. */
export const MuteMember = InGroup.extend({ userId: z.uuid(), muted: z.boolean() })
export type MuteMember = z.infer<typeof MuteMember>

export const ModerationAct = z.enum(['HIDE', 'RESTORE', 'REMOVE', 'DISMISS', 'REPLY', 'APPROVE'])
export type ModerationAct = z.infer<typeof ModerationAct>

/** What facilitators do about somebody's words, or what whoever wrote them says to it; WITHDRAW takes words of one's own back that wait, and is not logged. `id` is made by the form: sent twice, it happens once. */
export const ModerateWords = AboutWords.extend({
  id: z.uuid(),
  act: z.enum([...ModerationAct.options, 'WITHDRAW']),
  reason: Reason,
}).refine(({ act, reason }) => reason !== '' || (act !== 'HIDE' && act !== 'REMOVE'), { path: ['reason'], error: fault('reasonMissing') })
export type ModerateWords = z.infer<typeof ModerateWords>

/** Of how many posts of a new member a group may ask that they wait; 0 for none. */
export const HELD_POSTS = [0, 1, 3, 5, 10] as const
export const HoldPosts = InGroup.extend({ first: z.coerce.number().pipe(z.union(HELD_POSTS.map((count) => z.literal(count)))) })
export type HoldPosts = z.infer<typeof HoldPosts>

export const TrustMember = InGroup.extend({ userId: z.uuid() })
export type TrustMember = z.infer<typeof TrustMember>

/** A member whose next posts wait, and how many are still to be looked at. */
export type Newcomer = { userId: string; name: string; toApprove: number }

/** Words that somebody flags, or that were flagged or hidden. */
export type ToldWords = AboutWords & {
  chapter: string
  /** Where they stand, below the group’s address. */
  path: string
  /** Null for an answer without a name, for what is the group’s, and once the account is gone. */
  creator: { id: string; name: string } | null
  body: string
  /** The same as safe HTML; empty where it is not at hand, as for a line of the minutes. */
  html: string
  hidden: boolean
}

/** What was flagged and is not settled: why, without who flagged it. */
export type FlaggedWords = ToldWords & { reasons: string[] }
/** What facilitators took out of the group's sight: why, and what whoever wrote it says to it. */
export type HiddenWords = ToldWords & { reason: string; reply: string; at: string }
/** What became of words of one's own. `removed`: they are gone for good; `told`: one has read of it. */
export type OwnModeratedWords = Pick<ToldWords, 'noun' | 'subjectId' | 'chapter' | 'body' | 'html'> & {
  reason: string
  reply: string
  at: string
  removed: boolean
  told: boolean
}
/** One line of the log. Names are null where nobody is told them, and once the account is gone. */
export type ModerationEntry = {
  id: string
  act: ModerationAct
  noun: SaidNoun
  chapter: string
  creator: string | null
  actor: string | null
  reason: string
  at: string
}

/** What a member is shown of all this; lists that are not theirs to see are null. */
export type Moderation = {
  /** First posts of new members that wait to be looked at, and the rule; for facilitators. */
  held: { words: ToldWords[]; first: number; newcomers: Newcomer[] } | null
  /** Posts of one's own that wait. */
  ownHeld: ToldWords[]
  flagged: FlaggedWords[] | null
  hidden: HiddenWords[] | null
  own: OwnModeratedWords[]
  outOfSight: ToldWords[]
  muted: { userId: string; name: string }[]
  log: ModerationEntry[] | null
}
