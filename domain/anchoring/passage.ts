// No zod here: the browser reads these without downloading it.

/** A stretch of a chapter's plain text: UTF-16 offsets, `end` exclusive. */
export type Passage = { start: number; end: number }

/** The longest quote that is stored, in UTF-16 units. */
export const EXACT_MAX = 10_000

/** How much of the neighbouring text is stored on either side, in UTF-16 units. */
export const CONTEXT_MAX = 32
