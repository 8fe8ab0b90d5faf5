import type { ReportEntry, SourceBlock } from '#domain/import/blocks/text.ts'
import { readTitle, titleKey } from '#domain/import/heading-words/titles.ts'
import { withoutDoubleSpacing } from '#domain/import/lines/measure.ts'
import { type PrintedLine, printedLines, withoutLines, withStrayPages } from '#domain/import/lines/printed-line.ts'
import { findContentsLists } from '#domain/import/page/contents-list.ts'
import { findMarginNumbers } from '#domain/import/page/margin-numbers.ts'
import { findPageNumbers } from '#domain/import/page/page-numbers.ts'
import { findRareHeads } from '#domain/import/page/rare-heads.ts'
import { findRunningHeads } from '#domain/import/page/running-heads.ts'

/** Printed lines without what belongs to the pages rather than to the text, and the keys of the titles in the contents list. */
export type TextLines = { lines: PrintedLine[]; listed: Set<string> }

/** "## p. 12 (#34) ####…": what libraries that scan books put between two pages. */
const PAGE_MARK = /^#{1,6}\s*p\.\s.{0,20}\(#\d+\)\s*#{3,}$|^\[?-{3,}\s*page\s+\d+\s*-{3,}\]?$/iu

/** Takes form feeds, page numbers, running heads and feet and the printed contents list out of the lines; each is in the report. */
export function withoutFurniture(blocks: readonly SourceBlock[], report: ReportEntry[]): TextLines {
  const printed = printedLines(blocks)
  const marked = new Set(printed.flatMap((line, at) => (PAGE_MARK.test(line.text) ? [at] : [])))
  const given = withStrayPages(withoutDoubleSpacing(drop(printed, marked, 'page mark of the collection', report, true)))
  reportPages(blocks, report)
  const unnumbered = drop(given, findPageNumbers(given), 'page number', report, true)
  const contents = findContentsLists(unnumbered)
  const listed = new Set(contents.flatMap(({ keys }) => [...keys]))
  const within = new Set(contents.flatMap(({ from, to }) => Array.from({ length: to - from }, (_, at) => from + at)))
  const text = withoutMargins(drop(unnumbered, within, 'contents list', report, false), report)
  const isTitle = (at: number) => {
    const title = readTitle(text[at]?.text ?? '')
    return title.number !== null || listed.has(titleKey(title.title))
  }
  const heads = findRunningHeads(text, isTitle)
  const unheaded = drop(text, new Set([...heads, ...findRareHeads(text, heads, isTitle)]), 'running head', report, true)
  // A number that stood by a head is at the edge of a page now.
  const lines = heads.size > 0 ? drop(unheaded, findPageNumbers(unheaded), 'page number', report, true) : unheaded
  return { lines, listed }
}

/** The lines without the numbers in their margins. */
function withoutMargins(lines: PrintedLine[], report: ReportEntry[]): PrintedLine[] {
  const numbers = findMarginNumbers(lines)
  for (const [at, { printed, reason }] of numbers) {
    const origin = lines[at]?.origin ?? { line: 1 }
    report.push({ kind: 'dropped', origin, reason, before: printed, after: null })
  }
  if (numbers.size === 0) return lines
  const bare = lines.map((line, at): PrintedLine => {
    const text = numbers.get(at)?.text ?? line.text
    // Behind a number that is gone the line begins where it did.
    return { ...line, text, indent: line.indent + (line.text.endsWith(text) ? line.text.length - text.length : 0) }
  })
  return withoutLines(bare, (at) => numbers.get(at)?.text === '', false)
}

function reportPages(blocks: readonly SourceBlock[], report: ReportEntry[]): void {
  for (const block of blocks) {
    const breaks = block.kind === 'page' ? 1 : block.kind === 'line' ? block.text.split('\f').length - 1 : 0
    for (let at = 0; at < breaks; at += 1)
      report.push({ kind: 'dropped', origin: block.origin, reason: 'form feed', before: '', after: null })
  }
}

function drop(lines: PrintedLine[], dropped: ReadonlySet<number>, reason: string, report: ReportEntry[], asPage: boolean): PrintedLine[] {
  if (dropped.size === 0) return lines
  for (const [at, line] of lines.entries()) {
    if (dropped.has(at)) report.push({ kind: 'dropped', origin: line.origin, reason, before: line.text, after: null })
  }
  return withoutLines(lines, (at) => dropped.has(at), asPage)
}
