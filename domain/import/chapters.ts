import { append } from '#domain/import/blocks/long-lists.ts'
import { type Piece, type TextInPieces, textsOf } from '#domain/import/blocks/piece.ts'
import type { Balance, ImportedText, ReportEntry, SourceBlock, SourceText } from '#domain/import/blocks/text.ts'
import { isOff, weigh } from '#domain/import/chapters/balance.ts'
import { listDoubts } from '#domain/import/chapters/doubts.ts'
import { withoutNameAgain } from '#domain/import/chapters/own-name.ts'
import { cutSections } from '#domain/import/chapters/piece-section.ts'
import { findOpenings } from '#domain/import/chapters/sections.ts'
import { divideLong } from '#domain/import/guide/divide-long.ts'
import { linesToPieces } from '#domain/import/lines/line-blocks.ts'
import { settleNotes } from '#domain/import/notes/chapter-notes.ts'
import { withoutLicence } from '#domain/import/page/licence.ts'
import { blocksToPieces } from '#domain/import/structured/structured-blocks.ts'
import { guessLanguage } from '#domain/import/words/language.ts'

/** Fewer words than this that a rule leaves out are no book. */
const LEAST_LEFT_OUT = 300

/**
 * Makes readable chapters out of what a reader found in a file: page numbers, running heads and form feeds go, paragraphs and
 * words that lines and pages broke are put together, certain scan errors are mended, notes are paired with their references,
 * chapters, front and back matter are told apart. Whatever was dropped or changed, and whatever is doubtful, is in the
 * result's report.
 * @param words lower-case words of the text's language, to tell a word broken at a line's end from a hyphenated one
 */
export function makeChapters(source: SourceText, words: ReadonlySet<string> = new Set()): ImportedText {
  const report: ReportEntry[] = []
  const ids = newIds(source)
  const book = withoutLicence(source, report)
  const language = book.language ?? guessLanguage(book.blocks.flatMap(wordsIn))
  const isEnglish = language === null || /^en\b/i.test(language)
  const { pieces: all, listed } = toPieces(book, (blocks) => linesToPieces(blocks, words, isEnglish, ids, report), words, isEnglish, report)
  const pieces = withoutNameAgain(all, book, report)
  const cut = cutSections(pieces, findOpenings(pieces, listed, book.creator), book, report)
  const settled = settleNotes(cut.sections, ids, report)
  append(report, listDoubts(settled, words))
  const sections = settled.map(({ part, title, division, pieces: own }) => ({
    part,
    title,
    division,
    blocks: own.map(({ block }) => block),
  }))
  const balance = weigh(source, { sections, printedTitle: cut.printedTitle, report: [...source.report, ...report] })
  const divided = divideLong(sections, report)
  return {
    title: cut.title,
    creator: book.creator ?? cut.creator,
    language,
    sections: divided,
    report: [...(isOff(balance) ? [doubtOf(balance)] : []), ...doubtsOfRules(balance), ...source.report, ...ordered(report, source.blocks)],
    balance,
  }
}

function wordsIn(block: SourceBlock): string[] {
  if (block.kind === 'page') return []
  return block.kind === 'line' ? [block.text] : textsOf(block)
}

/**
 * Printed lines are read as such where they stand; a file of another kind may hold some among its blocks. All the others are taken
 * as they are.
 */
function toPieces(
  source: SourceText,
  readLines: (blocks: SourceBlock[]) => TextInPieces,
  words: ReadonlySet<string>,
  isEnglish: boolean,
  report: ReportEntry[],
): TextInPieces {
  if (!source.blocks.some(isPrinted)) return blocksToPieces(source, words, isEnglish, report)
  if (source.blocks.every((block) => block.kind === 'page' || isPrinted(block))) return readLines(source.blocks)
  const printed: TextInPieces[] = []
  const stretches: { from: number; to: number }[] = []
  for (let at = 0; at < source.blocks.length; at += 1) {
    if (!isPrinted(source.blocks[at])) continue
    let to = at + 1
    while (isPrinted(source.blocks[to])) to += 1
    stretches.push({ from: at, to })
    at = to
  }
  for (const { from, to } of stretches) printed.push(readLines(source.blocks.slice(from, to)))
  const rest = blocksToPieces(source, words, isEnglish, report)
  const pieces: Piece[] = []
  let next = 0
  for (const piece of rest.pieces) {
    for (let one = stretches[next]; one && isBefore(source.blocks, one.from, piece); next += 1, one = stretches[next])
      append(pieces, printed[next]?.pieces ?? [])
    pieces.push(piece)
  }
  for (const { pieces: own } of printed.slice(next)) append(pieces, own)
  return { pieces, listed: new Set([...rest.listed, ...printed.flatMap(({ listed }) => [...listed])]) }
}

const isPrinted = (block: SourceBlock | undefined) => block?.kind === 'line'

/** True when lines stand before a piece: in the order of blocks, which a piece keeps. */
function isBefore(blocks: readonly SourceBlock[], from: number, piece: Piece): boolean {
  return piece.index !== undefined && from < piece.index && blocks[from] !== undefined
}

function doubtOf({ lost, new: added }: Balance): ReportEntry {
  const said = [
    ...(lost.words > 0 ? [`${lost.words} lost (${lost.examples.join(', ')})`] : []),
    ...(added.words > 0 ? [`${added.words} from nowhere (${added.examples.join(', ')})`] : []),
  ].join('; ')
  return { kind: 'doubt', origin: { line: 1 }, reason: 'the words do not add up', before: said, after: null, isAside: true }
}

/** What one rule left out of a text is a part of it: where it is most, the rule was wrong. What a collection adds may be long. */
function doubtsOfRules({ found, left }: Balance): ReportEntry[] {
  return left
    .filter(({ reason, words }) => words * 2 > found && words > LEAST_LEFT_OUT && !/^(?:licence|header) of/.test(reason))
    .map(({ reason, words }) => ({
      kind: 'doubt',
      origin: { line: 1 },
      reason: 'most of the text was left out by one rule',
      before: `${reason}: ${words} of ${found} words`,
      after: null,
      isAside: true,
    }))
}

/** Ids for notes, as numbers, that the file itself does not use. */
function newIds(source: SourceText): () => string {
  const used = new Set(source.blocks.flatMap((block) => (block.kind === 'note' ? [block.id] : [])))
  let last = 0
  return () => {
    do last += 1
    while (used.has(String(last)))
    return String(last)
  }
}

/** The entries in the order of the text. */
function ordered(report: readonly ReportEntry[], blocks: SourceText['blocks']): ReportEntry[] {
  const files = [...new Set(blocks.map((block) => block.origin.file))]
  const order = new Map(files.map((file, index) => [file, index]))
  const fileOf = ({ origin }: ReportEntry) => order.get(origin.file) ?? -1
  return report.toSorted((a, b) => fileOf(a) - fileOf(b) || a.origin.line - b.origin.line)
}
