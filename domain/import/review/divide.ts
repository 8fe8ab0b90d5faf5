import { isTooLong, lettersOf, MOST_LETTERS } from '#domain/import/guide/chapter-size.ts'
import type { Corrected } from '#domain/import/review/corrected.ts'
import type { Correction } from '#domain/import/review/correction.ts'
import { type DraftBlock, type DraftSection, type DraftText, plainWords, wordsOf } from '#domain/import/review/draft-text.ts'
import { Problem, say } from '#domain/problem.ts'

type Dividing = Extract<Correction, { kind: 'divide' }>

/** How full a chapter is made at most, so that it stays below the limit when a heading is looked for. */
const FULL = 0.9 * MOST_LETTERS
const MOST_TITLE = 300

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
  const parts = piecesOf(blocks).map(
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
  const heading = first?.block.kind === 'heading' ? plainWords(wordsOf(first.block)).slice(0, MOST_TITLE) : ''
  const title = heading.length > 1 ? heading : `${section.title.slice(0, MOST_TITLE)} (${number})`.trim()
  return { ...section, id: `at-${first?.id}`, title, blocks: heading.length > 1 ? piece.slice(1) : piece }
}

/** Blocks in pieces of about one length, none above the limit. */
function piecesOf(blocks: readonly DraftBlock[]): DraftBlock[][] {
  const lengths = blocks.map(({ block }) => lettersOf(block))
  const whole = lengths.reduce((sum, length) => sum + length, 0)
  const aim = whole / Math.ceil(whole / FULL)
  const pieces: DraftBlock[][] = []
  let from = 0
  let letters = 0
  /** The last heading of the second half of the piece that is being filled. */
  let heading: number | null = null
  for (const [index, { block }] of blocks.entries()) {
    const length = lengths[index] ?? 0
    if (letters > aim / 2 && block.kind === 'heading') heading = index
    while (index > from && letters + length > aim) {
      const cut = heading ?? index
      pieces.push(blocks.slice(from, cut))
      letters = lengths.slice(cut, index).reduce((sum, each) => sum + each, 0)
      from = cut
      heading = null
    }
    letters += length
  }
  return [...pieces, blocks.slice(from)]
}
