import { linesToPieces } from '#domain/import/line-blocks.ts'
import type { Piece } from '#domain/import/piece.ts'
import { findOpenings, type Opening } from '#domain/import/sections.ts'
import type { ImportedSection, ImportedText, ReportEntry, SourceText } from '#domain/import/text.ts'

/**
 * Makes readable chapters out of what a reader found in a file: page numbers, running heads and form feeds go, paragraphs and
 * words that lines and pages broke are put together, certain scan errors are mended, chapters, front and back matter are told
 * apart. Whatever was dropped or changed, and whatever is doubtful, is in the result's report.
 * @param words lower-case words of the text's language, to tell a word broken at a line's end from a hyphenated one
 */
export function makeChapters(source: SourceText, words: ReadonlySet<string> = new Set()): ImportedText {
  const report: ReportEntry[] = []
  const { pieces, listed } = toPieces(source, words, report)
  const openings = findOpenings(pieces, listed)
  const sections = cutSections(pieces, openings, source.title ?? '', report)
  return {
    title: source.title,
    creator: source.creator,
    language: source.language,
    sections,
    report: [...source.report, ...inOrder(report)],
  }
}

function toPieces(source: SourceText, words: ReadonlySet<string>, report: ReportEntry[]): { pieces: Piece[]; listed: Set<string> } {
  if (source.blocks.some((block) => block.kind === 'line')) return linesToPieces(source.blocks, words, report)
  const entries = new Map(source.contents.map(({ at, title, level }) => [at, { title, level }]))
  const pieces: Piece[] = []
  for (const [at, block] of source.blocks.entries()) {
    if (block.kind === 'line' || block.kind === 'page') continue
    pieces.push({ block, places: [], page: source.blocks[at - 1]?.kind === 'page', entry: entries.get(at) ?? null })
  }
  return { pieces, listed: new Set() }
}

function cutSections(pieces: readonly Piece[], openings: readonly Opening[], title: string, report: ReportEntry[]): ImportedSection[] {
  const first = openings[0]
  const hasChapters = openings.some((opening) => opening.part === 'chapter')
  const start = first?.at ?? pieces.length
  const sections: ImportedSection[] = []
  const before = pieces.slice(0, start)
  if (before.length > 0)
    sections.push({ part: hasChapters ? 'front' : 'chapter', title: hasChapters ? '' : title, blocks: before.map((piece) => piece.block) })
  for (const [index, opening] of openings.entries()) {
    const until = openings[index + 1]?.at ?? pieces.length
    const heading = pieces[opening.at]
    const { parts } = opening
    if (opening.isHeading && heading?.block.kind === 'heading' && parts.label !== '' && parts.label !== parts.title) {
      report.push({ kind: 'dropped', origin: heading.block.origin, reason: 'number of a title', before: parts.label, after: null })
    }
    const blocks = pieces.slice(opening.at + (opening.isHeading ? 1 : 0), until).map((piece) => piece.block)
    sections.push({ part: opening.part, title: parts.title, blocks })
  }
  return sections
}

function inOrder(report: readonly ReportEntry[]): ReportEntry[] {
  const place = ({ origin }: ReportEntry) => origin.line
  const files = [...new Set(report.map((entry) => entry.origin.file))]
  return report.toSorted((a, b) => files.indexOf(a.origin.file) - files.indexOf(b.origin.file) || place(a) - place(b))
}
