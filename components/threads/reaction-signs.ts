import type { ReactionKind } from '#domain/reaction.ts'

/** How each reaction is drawn; what it says stands beside it, or is its name. */
export const REACTION_SIGNS: Record<ReactionKind, string> = { AGREE: '👍', THANKS: '❤️', CLEARER: '💡', UNSURE: '🤔', SMILE: '😊' }
