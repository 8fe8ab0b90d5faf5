import { plainInline } from '#domain/import/blocks/inline.ts'
import { type KeptBlock, textsOf } from '#domain/import/blocks/piece.ts'
import type { ImportedText, SourceText } from '#domain/import/blocks/text.ts'

type Tally = Map<string, number>

/**
 * The words that the books do not balance on: how often each stands in the source, less how often it stands in the result,
 * less what the report says was taken away, plus what it says was put there. Empty when every word is accounted for.
 */
export function unaccounted(source: SourceText, text: ImportedText): [string, number][] {
  const tally: Tally = new Map()
  for (const block of source.blocks) {
    if (block.kind === 'line') add(tally, block.text, 1)
    else if (block.kind !== 'page') addBlock(tally, block, 1)
  }
  if (source.title === null) add(tally, text.title ?? '', -1)
  const chapters = text.sections.filter((section) => section.part === 'chapter')
  for (const [at, section] of text.sections.entries()) {
    const namedByText = at === 0 && section.title === text.title && chapters.length === 1
    if (!namedByText) add(tally, section.title, -1)
    for (const block of section.blocks) addBlock(tally, block, -1)
  }
  for (const entry of text.report) {
    if (entry.kind === 'doubt' && entry.before === entry.after) continue
    add(tally, entry.before, -1)
    add(tally, entry.after ?? '', 1)
  }
  return [...tally].filter(([, count]) => count !== 0)
}

/** The numbers of a list count as its words: they are printed, whether the file holds them or not. */
function addBlock(tally: Tally, block: KeptBlock, count: number): void {
  for (const [index, one] of textsOf(block).entries()) {
    add(tally, plainInline(one), count)
    if (block.kind === 'list' && block.ordered) add(tally, String(index + 1), count)
  }
}

function add(tally: Tally, text: string, count: number): void {
  for (const word of text.match(/[\p{L}\p{N}]+/gu) ?? []) tally.set(word, (tally.get(word) ?? 0) + count)
}
