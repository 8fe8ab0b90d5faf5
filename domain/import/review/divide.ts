import { isTooLong, MOST_LETTERS } from '#domain/import/guide/chapter-size.ts'
import { evenParts, titleOfPart } from '#domain/import/guide/even-parts.ts'
import type { Corrected } from '#domain/import/review/corrected.ts'
import type { Correction } from '#domain/import/review/correction.ts'
import { type DraftBlock, type DraftSection, type DraftText, plainWords, wordsOf } from '#domain/import/review/draft-text.ts'
import { Problem, say } from '#domain/problem.ts'

type Dividing = Extract<Correction, { kind: 'divide' }>

/**
 * Makes chapters of about one length out of one that is too long to be published. They begin at headings where there are some nearby, and
 * else at any paragraph.
 * @throws Problem `invalid` when there is nothing to divide, or a single paragraph is too long
 */
export function divide(draft: DraftText, { section: id }: Dividing): Corrected {
  const at = draft.sections.findIndex((section) => section.id === id)
  const section = draft.sections[at]
  if (!section) throw new Problem('invalid', say('sectionGone'))
  const { blocks, title } = section
  if (!isTooLong(blocks.map(({ block }) => block))) throw new Problem('invalid', say('shortEnough'))
  if (blocks.some(({ block }) => isTooLong([block]))) throw new Problem('invalid', say('paragraphTooLong', { most: MOST_LETTERS }))
  const parts = evenParts(blocks).map(
    (piece, nth): DraftSection => (nth === 0 ? { ...section, blocks: piece } : begun(section, piece, nth + 1)),
  )
  return {
    draft: { ...draft, sections: draft.sections.toSpliced(at, 1, ...parts) },
    words: `Divided “${title}” into ${parts.length} chapters`,
  }
}

/** A further chapter: it is called by the heading at which it begins, or like the whole, with its number. */
function begun(section: DraftSection, piece: DraftBlock[], number: number): DraftSection {
  const [first] = piece
  const { title, isHeading } = titleOfPart(first?.block.kind === 'heading' ? plainWords(wordsOf(first.block)) : '', section.title, number)
  return { ...section, id: `at-${first?.id}`, title, blocks: isHeading ? piece.slice(1) : piece }
}
