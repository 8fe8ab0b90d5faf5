import type { DraftText } from '#domain/import/review/draft-text.ts'

/** A correction made, and what it was in words. */
export type Corrected = { draft: DraftText; words: string }
