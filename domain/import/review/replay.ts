import type { ImportedText } from '#domain/import/blocks/text.ts'
import type { KeptCorrection } from '#domain/import/review/correction.ts'
import { correct } from '#domain/import/review/draft.ts'
import { type DraftText, openDraft } from '#domain/import/review/draft-text.ts'

/** The text with all its corrections, each of them in words, and the blocks whose words were corrected. */
export type Replayed = { draft: DraftText; corrections: { id: string; words: string }[]; corrected: ReadonlySet<string> }

/**
 * Makes every correction in order.
 * @throws Problem `invalid` with the reason when one cannot be made
 */
export function replay(text: ImportedText, kept: readonly KeptCorrection[]): Replayed {
  let draft = openDraft(text)
  const corrections: Replayed['corrections'] = []
  const corrected = new Set<string>()
  for (const { id, correction } of kept) {
    const made = correct(draft, correction)
    draft = made.draft
    corrections.push({ id, words: made.words })
    if (correction.kind === 'edit') corrected.add(correction.block)
  }
  return { draft, corrections, corrected }
}
