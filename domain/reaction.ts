import { z } from 'zod'
import { AboutSaying } from '#domain/saying.ts'
import type { Creator } from '#domain/viewer.ts'

/** What can be said to others' words with one touch, in the order in which it is offered. */
export const ReactionKind = z.enum(['AGREE', 'THANKS', 'CLEARER', 'UNSURE', 'SMILE'])
export type ReactionKind = z.infer<typeof ReactionKind>

/** Says it, or takes it back. */
export const UpdateReaction = AboutSaying.extend({ kind: ReactionKind, on: z.boolean() })
export type UpdateReaction = z.infer<typeof UpdateReaction>

/** So many names travel with each kind; of more there is the count. */
export const NAMES_SHOWN = 30

/** Those who reacted to something in one way, the first ones first. */
export type Reaction = { kind: ReactionKind; count: number; mine: boolean; by: Creator[] }
