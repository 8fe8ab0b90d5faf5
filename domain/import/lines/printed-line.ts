import type { Origin, SourceBlock } from '#domain/import/blocks/text.ts'

/** A printed line of plain text that has something on it. */
export type PrintedLine = {
  origin: Origin
  /** Without the space at either end. */
  text: string
  /** Columns of space before it. */
  indent: number
  /** Empty lines before it. */
  gap: number
  /** True when a page begins with it. */
  page: boolean
}

const TAB = 8

/** Printed lines out of `line` and `page` blocks. Empty lines become gaps; a form feed inside a line begins a page. */
export function printedLines(blocks: readonly SourceBlock[]): PrintedLine[] {
  const lines: PrintedLine[] = []
  let gap = 0
  let page = false
  for (const block of blocks) {
    if (block.kind === 'page') page = true
    if (block.kind !== 'line') continue
    for (const [index, part] of block.text.split('\f').entries()) {
      if (index > 0) page = true
      const text = unmarked(part.trim())
      if (text === '') {
        if (index === 0) gap += 1
        continue
      }
      lines.push({ origin: block.origin, text, indent: columnsBefore(part), gap, page })
      gap = 0
      page = false
    }
  }
  return lines
}

/** Marks around the whole of a line, but for a note's mark at its end. */
const MARKED = /^([#=+])(?=[^\s#=+])([^#=+]*)\1(\[\d+\])?$/u

/** A line without the marks around all of it by which some typists show that it is bold. */
function unmarked(text: string): string {
  const [, , words = '', note = ''] = MARKED.exec(text) ?? []
  return words === '' ? text : words.trim() + note
}

/** The lines without those for which `isDropped` holds; the line after a dropped one takes over its gap and, with `asPage`, begins a page. */
export function withoutLines(lines: readonly PrintedLine[], isDropped: (index: number) => boolean, asPage: boolean): PrintedLine[] {
  const kept: PrintedLine[] = []
  let gap = 0
  let page = false
  for (const [index, line] of lines.entries()) {
    if (isDropped(index)) {
      gap = Math.max(gap, line.gap)
      page = page || line.page || asPage
      continue
    }
    kept.push(gap > 0 || page ? { ...line, gap: Math.max(gap, line.gap), page: line.page || page } : line)
    gap = 0
    page = false
  }
  return kept
}

/** One column of space before a line, where all others are flush, is what is left of a page break. */
const FEWEST_PAGES = 3
const FEWEST_LINES = 15

/** The lines with a page beginning at each that has a stray space before it, in a text that is otherwise set flush. */
export function withStrayPages(lines: readonly PrintedLine[]): PrintedLine[] {
  const stray = lines.flatMap((line, index) => (line.indent === 1 ? [index] : []))
  const indented = lines.filter((line) => line.indent > 1).length
  const apart = stray.map((index, at) => index - (stray[at - 1] ?? 0)).sort((a, b) => a - b)
  const isFlush = stray.length >= FEWEST_PAGES && indented * 50 <= lines.length && (apart[apart.length >> 1] ?? 0) >= FEWEST_LINES
  return isFlush ? lines.map((line) => (line.indent === 1 ? { ...line, indent: 0, page: true } : line)) : [...lines]
}

function columnsBefore(text: string): number {
  let columns = 0
  for (const character of text) {
    if (character === '\t') columns += TAB - (columns % TAB)
    else if (character.trim() === '') columns += 1
    else break
  }
  return columns
}
