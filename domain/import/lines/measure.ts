import { lowest } from '#domain/import/blocks/long-lists.ts'
import type { PrintedLine } from '#domain/import/lines/printed-line.ts'
import { endsSentence, isBroken } from '#domain/import/words/sentence.ts'

/** How a text is set. */
export type Measure = {
  /** Characters on a full line. */
  width: number
  /** False when every line is a paragraph by itself. */
  wrapped: boolean
  /** True when paragraphs begin with an indented line. */
  indented: boolean
}

/** An indent of one column is where a scan read a mark, not where somebody indented. */
export const LEAST_INDENT = 2
/** A page of fewer lines may be a title page, all of it centred. */
const FEWEST_LINES = 7
/** No book has more characters on a printed line. */
const LONGEST_PRINTED = 150
/** A line of a page has so many characters at least. */
const FEWEST_ACROSS = 14
/** The share of a full line under which the line was ended on purpose, since the next word would have found room on it. */
const ON_PURPOSE = 0.84

/** Takes the measure of a text from its lines. */
export function measure(lines: readonly PrintedLine[]): Measure {
  const pairs = lines.flatMap((line, index) => {
    const next = lines[index + 1]
    return next && next.gap === 0 ? [{ line, next }] : []
  })
  const lengths = pairs.map(({ line }) => line.text.length + line.indent).sort((a, b) => a - b)
  const width = lengths[Math.floor(lengths.length * 0.9)] ?? 0
  const broken = pairs.filter(({ line, next }) => isBroken(line.text, next.text)).length
  const characters = lines.reduce((sum, line) => sum + line.text.length, 0)
  const inLong = lines.reduce((sum, line) => sum + (line.text.length > LONGEST_PRINTED ? line.text.length : 0), 0)
  const starts = pairs.filter(({ line, next }) => next.indent >= LEAST_INDENT && line.indent < LEAST_INDENT)
  const closedBefore = starts.filter(({ line }) => endsSentence(line.text)).length
  const openings = pairs.filter(({ line }) => line.gap > 0)
  const openingsIn = openings.filter(({ line, next }) => line.indent >= LEAST_INDENT && next.indent < LEAST_INDENT).length
  const firstLinesIn = openingsIn >= 3 && openingsIn * 3 >= openings.length
  return {
    width,
    wrapped: inLong * 2 < characters && pairs.length > 0 && (broken * 5 >= pairs.length || isFilled(pairs, width)),
    indented: firstLinesIn || (closedBefore >= 3 && closedBefore * 10 >= starts.length * 7 && closedBefore * 40 >= pairs.length),
  }
}

/** In scripts without small letters no line shows that a sentence goes on; but most lines of a page are full. */
function isFilled(pairs: readonly { line: PrintedLine }[], width: number): boolean {
  const sample = pairs.slice(0, 2000)
  const text = sample.map(({ line }) => line.text).join('')
  const letters = text.match(/\p{L}/gu)?.length ?? 0
  if (width < FEWEST_ACROSS || (text.match(/\p{Lo}/gu)?.length ?? 0) * 2 < letters) return false
  return sample.filter(({ line }) => line.text.length + line.indent >= width * 0.88).length * 2 >= sample.length
}

/** True when the first word of `next` would have had room at the end of `line`: the line ends there on purpose. */
export function endsOnPurpose(line: PrintedLine, next: PrintedLine, width: number): boolean {
  const word = /^\S+/.exec(next.text)?.[0] ?? ''
  return line.indent + line.text.length + 1 + word.length <= width * ON_PURPOSE
}

/** The lines with indents counted from where most lines of their page begin; a page of a few lines tells nothing of its own. */
export function levelIndents(lines: readonly PrintedLine[]): PrintedLine[] {
  const levelled: PrintedLine[] = []
  const common = marginOf(lines)
  let from = 0
  while (from < lines.length) {
    let to = from + 1
    while (to < lines.length && !lines[to]?.page) to += 1
    const pageLines = lines.slice(from, to)
    const base = pageLines.length < FEWEST_LINES ? common : marginOf(pageLines)
    for (const line of pageLines) levelled.push({ ...line, indent: Math.max(0, line.indent - base) })
    from = to
  }
  return levelled
}

/** The leftmost column at which at least a fifth of these lines begin. */
function marginOf(lines: readonly PrintedLine[]): number {
  const counts = new Map<number, number>()
  for (const line of lines) counts.set(line.indent, (counts.get(line.indent) ?? 0) + 1)
  const common = [...counts].filter(([, count]) => count * 5 >= lines.length).map(([indent]) => indent)
  return lowest(common.length > 0 ? common : counts.keys())
}

/** The lines with one empty line less in every gap, where a scan put one after every printed line. */
export function withoutDoubleSpacing(lines: readonly PrintedLine[]): PrintedLine[] {
  const apart = lines.filter((line, index) => index > 0 && line.gap > 0)
  const broken = lines.filter((line, index) => index > 0 && line.gap === 1 && isBroken(lines[index - 1]?.text ?? '', line.text)).length
  if (lines.length < 8 || apart.length * 100 < (lines.length - 1) * 85 || broken * 4 < apart.length) return [...lines]
  return lines.map((line) => ({ ...line, gap: Math.max(0, line.gap - 1) }))
}
