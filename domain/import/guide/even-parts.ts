import type { ImportedSection } from '#domain/import/blocks/text.ts'
import { lettersOf, MOST_LETTERS } from '#domain/import/guide/chapter-size.ts'

type Block = ImportedSection['blocks'][number]

/** How full a chapter is made at most, so that it stays below the limit when a heading is looked for. */
const FULL = 0.9 * MOST_LETTERS
const MOST_TITLE = 300

/**
 * The blocks of a chapter that is too long, in parts of about one length, none above the limit. They begin at headings where there are
 * some nearby, and else at any block.
 */
export function evenParts<Item extends { block: Block }>(items: readonly Item[]): Item[][] {
  const lengths = items.map(({ block }) => lettersOf(block))
  const whole = lengths.reduce((sum, length) => sum + length, 0)
  const count = Math.ceil(whole / FULL)
  const aim = whole / count
  const parts: Item[][] = []
  let from = 0
  let letters = 0
  /** The last heading of the second half of the part that is being filled. */
  let heading: number | null = null
  for (const [index, { block }] of items.entries()) {
    const length = lengths[index] ?? 0
    if (letters > aim / 2 && block.kind === 'heading') heading = index
    while (index > from && ((letters + length / 2 > aim && parts.length < count - 1) || letters + length > MOST_LETTERS)) {
      const cut = heading ?? index
      parts.push(items.slice(from, cut))
      letters = lengths.slice(cut, index).reduce((sum, each) => sum + each, 0)
      from = cut
      heading = null
    }
    letters += length
  }
  return [...parts, items.slice(from)]
}

/** What a further part is called, if the heading with which it begins does not say: like the whole, with its number. */
export function titleOfPart(heading: string, whole: string, number: number): { title: string; isHeading: boolean } {
  const own = heading.slice(0, MOST_TITLE)
  if (own.length > 1) return { title: own, isHeading: true }
  return { title: `${whole.slice(0, MOST_TITLE)} (${number})`.trim(), isHeading: false }
}
