import type { ImportedText, ReportEntry, SourceText } from '#domain/import/blocks/text.ts'
import { listDoubts } from '#domain/import/chapters/doubts.ts'
import { cutSections } from '#domain/import/chapters/piece-section.ts'
import { findOpenings } from '#domain/import/chapters/sections.ts'
import { linesToPieces } from '#domain/import/lines/line-blocks.ts'
import { settleNotes } from '#domain/import/notes/chapter-notes.ts'
import { blocksToPieces } from '#domain/import/structured/structured-blocks.ts'

/**
 * Makes readable chapters out of what a reader found in a file: page numbers, running heads and form feeds go, paragraphs and
 * words that lines and pages broke are put together, certain scan errors are mended, notes are paired with their references,
 * chapters, front and back matter are told apart. Whatever was dropped or changed, and whatever is doubtful, is in the
 * result's report.
 * @param words lower-case words of the text's language, to tell a word broken at a line's end from a hyphenated one
 */
export function makeChapters(source: SourceText, words: ReadonlySet<string> = new Set()): ImportedText {
  const report: ReportEntry[] = []
  const isEnglish = source.language === null || /^en\b/i.test(source.language)
  const ids = newIds(source)
  const isPrinted = source.blocks.some((block) => block.kind === 'line')
  const { pieces, listed } = isPrinted
    ? linesToPieces(source.blocks, words, isEnglish, ids, report)
    : blocksToPieces(source, words, isEnglish, report)
  const cut = cutSections(pieces, findOpenings(pieces, listed), source.title, report)
  const sections = settleNotes(cut.sections, ids, report)
  report.push(...listDoubts(sections, words))
  return {
    title: cut.title,
    creator: source.creator,
    language: source.language,
    sections: sections.map(({ part, title, pieces: own }) => ({ part, title, blocks: own.map((piece) => piece.block) })),
    report: [...source.report, ...inOrder(report, source.blocks)],
  }
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
function inOrder(report: readonly ReportEntry[], blocks: SourceText['blocks']): ReportEntry[] {
  const files = [...new Set(blocks.map((block) => block.origin.file))]
  const order = new Map(files.map((file, index) => [file, index]))
  const fileOf = ({ origin }: ReportEntry) => order.get(origin.file) ?? -1
  return report.toSorted((a, b) => fileOf(a) - fileOf(b) || a.origin.line - b.origin.line)
}
