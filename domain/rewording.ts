import type { AboutSaying } from '#domain/saying.ts'

/** So many earlier versions of some words are kept, and so many bytes of them together; the oldest go first. */
export const REWORDINGS_KEPT = 20
export const REWORDING_BYTES = 100_000

/**
 * What some words were before they were changed: the last version that had them, and when they were written (ISO 8601). `evidence`: the
 * quotes of the passages that an answer rested on; null for other words, and where it is not known.
 */
export type Rewording = { version: number; body: string; evidence: string[] | null; writtenAt: string }

/** Words that were changed, as they stand now. */
export type EditedWords = Pick<AboutSaying, 'noun' | 'id'> & {
  body: string
  version: number
  /** The passages that an answer rests on. */
  evidence?: readonly { exact: string }[] | undefined
}

/** One version, what became of its words, and which passages went and came with that. */
export type Reworded = { before: Rewording; after: string; dropped: string[]; added: string[] }

/** Each earlier version with what became of it, the last change first. @param earlier oldest first */
export function changesOf(earlier: readonly Rewording[], words: EditedWords): Reworded[] {
  const now = words.evidence?.map(({ exact }) => exact) ?? null
  return earlier
    .map((before, at) => {
      const next = earlier[at + 1]
      const [was, is] = [before.evidence, next ? next.evidence : now]
      const known = was !== null && is !== null
      return {
        before,
        after: next?.body ?? words.body,
        dropped: known ? was.filter((quote) => !is.includes(quote)) : [],
        added: known ? is.filter((quote) => !was.includes(quote)) : [],
      }
    })
    .reverse()
}
