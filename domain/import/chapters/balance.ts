import { plainInline } from '#domain/import/blocks/inline.ts'
import { markAt, textsOf } from '#domain/import/blocks/piece.ts'
import { sumOf, tally, WordCount } from '#domain/import/blocks/tally.ts'
import type { Balance, ImportedSection, ReportEntry, SourceBlock, SourceText, Tally, UnexplainedWords } from '#domain/import/blocks/text.ts'

const MOST_EXAMPLES = 12
/** More words than this that nothing explains, or a larger share of all, are a doubt about the whole import. */
const FEW_WORDS = 5
const SMALL_SHARE = 0.0002

/** What an import made of a text: its sections, and the printed title where that was taken out of them. */
export type Made = { sections: readonly ImportedSection[]; printedTitle: string; report: readonly ReportEntry[] }

/** Weighs what a text holds against what became of it. Every word stands in the sections or in the report, or is lost. */
export function weigh(
  source: Pick<SourceText, 'blocks' | 'words' | 'title' | 'contents'>,
  { sections, printedTitle, report }: Made,
): Balance {
  const open = new WordCount()
  for (const [word, count] of source.words ?? wordsOfBlocks(source.blocks)) open.words.set(word, count)
  const found = sumOf(open.words)
  const kept = new WordCount()
  kept.add(printedTitle)
  let above: string | null = null
  for (const { title, division, blocks } of sections) {
    kept.add(title)
    if (division && division !== above) kept.add(newIn(division, above))
    above = division ?? null
    for (const block of blocks) addBlock(kept, block)
  }
  for (const [word, count] of kept.words) open.words.set(word, (open.words.get(word) ?? 0) - count)
  const left = new Map<string, number>()
  const changed = new Map<string, number>()
  for (const entry of report) {
    const { kind, reason, before, after, isAside } = entry
    if (isAside || kind === 'doubt') continue
    const [gone, come] = [tally([before]), tally([after ?? ''])]
    for (const [word, count] of gone) open.words.set(word, (open.words.get(word) ?? 0) - count)
    for (const [word, count] of come) open.words.set(word, (open.words.get(word) ?? 0) + count)
    let difference = 0
    for (const [word, count] of gone) difference += Math.max(0, count - (come.get(word) ?? 0))
    const into = after === null ? left : changed
    if (difference > 0) into.set(reason, (into.get(reason) ?? 0) + difference)
  }
  return {
    found,
    kept: sumOf(kept.words),
    left: byReason(left),
    changed: byReason(changed),
    lost: unexplained(open, 1, new Map()),
    // What the file says of itself beside its text may be a title in it.
    new: unexplained(open, -1, tally([source.title ?? '', ...source.contents.map(({ title }) => title)])),
  }
}

/** True when so many words are lost, or came from nowhere, that somebody has to look. */
export function isOff({ found, lost, new: added }: Balance): boolean {
  return lost.words + added.words > Math.max(FEW_WORDS, found * SMALL_SHARE)
}

function byReason(words: ReadonlyMap<string, number>): { reason: string; words: number }[] {
  return [...words].map(([reason, count]) => ({ reason, words: count })).sort((one, other) => other.words - one.words)
}

function unexplained(open: WordCount, sign: 1 | -1, allowed: Tally): UnexplainedWords {
  const examples: string[] = []
  let words = 0
  for (const [word, count] of open.words) {
    const surplus = count * sign - (allowed.get(word) ?? 0)
    if (surplus <= 0) continue
    words += surplus
    if (examples.length < MOST_EXAMPLES) examples.push(word)
  }
  return { words, examples }
}

function wordsOfBlocks(blocks: readonly SourceBlock[]): ReadonlyMap<string, number> {
  const count = new WordCount()
  for (const block of blocks) {
    if (block.kind === 'line') count.add(block.text)
    else if (block.kind !== 'page') addBlock(count, block)
  }
  return count.words
}

/** The numbers of a list are words of it: they are printed, whether the file writes them or not. */
function addBlock(count: WordCount, block: Exclude<SourceBlock, { kind: 'line' | 'page' }>): void {
  for (const [index, text] of textsOf(block).entries()) {
    count.add(plainInline(text))
    if (block.kind === 'list') count.add(String(markAt(block, index).number ?? ''))
  }
}

/** What a division says that the one before did not: "Volume Two: Book One" after "Volume Two" is "Book One". */
function newIn(division: string, above: string | null): string {
  const [outer, inner] = [division.split(': ')[0] ?? '', division.split(': ').slice(1).join(': ')]
  return inner !== '' && above !== null && (above === outer || above.startsWith(`${outer}: `)) ? inner : division
}
