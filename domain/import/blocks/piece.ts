import type { ContentsEntry, ListMark, Origin, SourceBlock } from '#domain/import/blocks/text.ts'
import type { TitleParts } from '#domain/import/heading-words/titles.ts'

/** A block that a finished text may hold. */
export type KeptBlock = Exclude<SourceBlock, { kind: 'line' | 'page' }>

/** Where, in a text that was put together from printed lines, each of them begins. */
export type Place = { at: number; origin: Origin }

/** A block on its way through the engine. */
export type Piece = {
  block: KeptBlock
  /** For each text of the block, as `textsOf` gives them, its lines; empty where the block came as it is. */
  places: Place[][]
  /** True when a page begins with it. */
  page: boolean
  /** Its place among the blocks of the file, where those were not printed lines. */
  index?: number
  /** The title in the file's own contents list that points here; `outer` are those above it that do, too. */
  entry: (Omit<ContentsEntry, 'at'> & { outer?: Omit<ContentsEntry, 'at'>[] }) | null
  /** What all headings together say of this one, where the text is printed lines. */
  heading?: { role: 'opening' | 'beside' | 'division' | 'inner'; parts: TitleParts }
}

/** The texts in a block, each inline Markdown. */
export function textsOf(block: KeptBlock): string[] {
  if (block.kind === 'quotation') return block.paragraphs
  if (block.kind === 'list') return block.items
  if (block.kind === 'verse') return block.lines
  return block.kind === 'divider' ? [] : [block.text]
}

/** The block with every text changed by `change`. */
export function mapTexts(block: KeptBlock, change: (text: string, index: number) => string): KeptBlock {
  if (block.kind === 'quotation') return { ...block, paragraphs: block.paragraphs.map(change) }
  if (block.kind === 'list') return { ...block, items: block.items.map(change) }
  if (block.kind === 'verse') return { ...block, lines: block.lines.map(change) }
  return block.kind === 'divider' ? block : { ...block, text: change(block.text, 0) }
}

/** The line in which a character of a text stands. */
export function originAt(piece: Piece, text: number, at: number): Origin {
  return piece.places[text]?.findLast((place) => place.at <= at)?.origin ?? piece.block.origin
}

/** A text in pieces, and the keys of the titles in its printed contents list. */
export type TextInPieces = { pieces: Piece[]; listed: Set<string> }

/** What stands before an item of a list. */
export function markAt({ ordered, marks }: { ordered: boolean; marks?: readonly ListMark[] }, index: number): ListMark {
  return marks?.[index] ?? { depth: 0, number: ordered ? index + 1 : null }
}
