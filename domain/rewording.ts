import type { AboutSaying } from '#domain/saying.ts'

/** So many earlier versions of some words are kept, and so many bytes of them together; the oldest go first. */
export const REWORDINGS_KEPT = 20
export const REWORDING_BYTES = 100_000

/** What some words were before they were changed: the last version that had them, and when they were written (ISO 8601). */
export type Rewording = { version: number; body: string; writtenAt: string }

/** Words that were changed, as they stand now. */
export type EditedWords = Pick<AboutSaying, 'noun' | 'id'> & { body: string; version: number }
