import type { ImportedSection } from '#domain/import/blocks/text.ts'
import { textsOf } from '#domain/import/guide/write-markdown.ts'

/**
 * Letters (UTF-16 units) of the longest chapter that can be published: some 80,000 words, which is a whole book. A chapter is one page, and
 * every reader of it loads all of it.
 */
export const MOST_LETTERS = 500_000

type Block = ImportedSection['blocks'][number]

/** How long a block is, as it counts against `MOST_LETTERS`. Notes come on top, and no more of them than that. */
export const lettersOf = (block: Block): number => (block.kind === 'note' ? 0 : textsOf(block).reduce((sum, text) => sum + text.length, 0))

export const isTooLong = (blocks: readonly Block[]): boolean => blocks.reduce((sum, block) => sum + lettersOf(block), 0) > MOST_LETTERS
