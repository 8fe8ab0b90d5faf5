import { append, lowest } from '#domain/import/blocks/long-lists.ts'
import type { ReportEntry } from '#domain/import/blocks/text.ts'
import type { LineHeading } from '#domain/import/lines/line-headings.ts'
import { readTable } from '#domain/import/lines/line-tables.ts'
import { findList } from '#domain/import/lines/list-lines.ts'
import { endsOnPurpose, LEAST_INDENT, type Measure } from '#domain/import/lines/measure.ts'
import type { PrintedLine } from '#domain/import/lines/printed-line.ts'
import { endsSentence, isBroken, startsLarge, startsWithLabel } from '#domain/import/words/sentence.ts'

/** Printed lines that belong together, and what they are. */
export type Group =
  | { shape: 'paragraph'; lines: PrintedLine[] }
  | { shape: 'quotation'; paragraphs: PrintedLine[][] }
  | { shape: 'list'; ordered: boolean; items: PrintedLine[][] }
  | { shape: 'verse'; lines: PrintedLine[] }
  | { shape: 'heading'; heading: LineHeading }
  | { shape: 'divider'; lines: PrintedLine[] }

const DIVIDER = /^(?:[*·•⁂✱☆★~=_—–-]\s*){1,}$|^#$/u

/** A rule across the page, which is a divider even right below a line. */
const RULE = /^(?:[_=—–~-]\s?){3,}$|^(?:\*\s?){3,}$/u

/** A poem without gaps has so many lines at least, and none as long as those of a page. */
const FEWEST_OF_POEM = 12
const WIDEST_VERSE = 52

/** Cuts lines into groups: at gaps, at headings, and by shape between them. */
export function groupLines(
  lines: readonly PrintedLine[],
  headings: ReadonlyMap<number, LineHeading>,
  measure: Measure,
  report: ReportEntry[],
): Group[] {
  const groups: Group[] = []
  let chunk: PrintedLine[] = []
  const close = () => {
    const table = readTable(chunk, report)
    if (table) groups.push({ shape: 'verse', lines: table })
    else if (chunk.length > 0) append(groups, shapeChunk(chunk, measure))
    chunk = []
  }
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at]
    if (!line) continue
    const heading = headings.get(at)
    if (heading) {
      close()
      groups.push({ shape: 'heading', heading })
      at += heading.count - 1
      continue
    }
    if (RULE.test(line.text)) {
      close()
      groups.push({ shape: 'divider', lines: [line] })
      continue
    }
    const before = chunk.at(-1)
    if (before && (line.gap > 0 || !measure.wrapped || endsAtPage(before, line, measure))) {
      if (measure.wrapped || line.gap > 0 || !isShortLine(before) || !isShortLine(line)) close()
    }
    chunk.push(line)
  }
  close()
  return groups
}

function isShortLine(line: PrintedLine): boolean {
  return line.text.length <= 60
}

function endsAtPage(before: PrintedLine, line: PrintedLine, { width }: Measure): boolean {
  return line.page && endsSentence(before.text) && startsLarge(line.text) && endsOnPurpose(before, line, width * 1.12)
}

/** The groups in lines without a gap between them. */
function shapeChunk(lines: PrintedLine[], measure: Measure): Group[] {
  const [first] = lines
  if (lines.length === 1 && first && DIVIDER.test(first.text)) return [{ shape: 'divider', lines }]
  const list = findList(lines)
  const isSpeech =
    list !== null && (list.from > 0 || list.to < lines.length) && /^[-–—]/u.test(lines[list.from]?.text ?? '') && isVerse(lines, measure)
  if (list && !isSpeech) {
    const rest = lines.slice(list.to)
    return [
      ...(list.from > 0 ? shapeChunk(lines.slice(0, list.from), measure) : []),
      { shape: 'list', ordered: list.ordered, items: list.items },
      ...(rest.length > 0 ? shapeChunk(rest, measure) : []),
    ]
  }
  if (isVerse(lines, measure) || isLongVerse(lines) || isCentred(lines, measure)) return [{ shape: 'verse', lines }]
  if (!measure.wrapped) return lines.map((line) => ({ shape: 'paragraph', lines: [line] }))
  return isHanging(lines) ? paragraphsAt(lines, (line) => line.indent < LEAST_INDENT) : byIndent(lines, measure)
}

/** Every line but the last was ended on purpose, and they are not short paragraphs one after the other. */
function isVerse(lines: readonly PrintedLine[], { width, wrapped }: Measure): boolean {
  if (lines.length < 2) return false
  const indented = lines.every((line) => line.indent >= LEAST_INDENT)
  const deliberate = lines.every((line, at) => {
    const next = lines[at + 1]
    return next === undefined || (wrapped ? endsOnPurpose(line, next, width) : isShortLine(line))
  })
  if (!deliberate) return false
  const sentences = lines.filter(
    (line, at) => endsSentence(line.text) && (at === lines.length - 1 || startsLarge(lines[at + 1]?.text ?? '')),
  )
  if (sentences.length === lines.length) return indented && lines.length > 2
  return indented || lines.length > 2 || lines.every((line) => line.text.length <= Math.max(width, 50) * 0.6)
}

/** Lines of a long poem: they break off before a page would be full, and so often that nothing else explains it. */
function isLongVerse(lines: readonly PrintedLine[]): boolean {
  if (lines.length < FEWEST_OF_POEM) return false
  const lengths = lines.map((line) => line.text.length).sort((one, other) => one - other)
  const widest = lengths[Math.floor(lengths.length * 0.9)] ?? 0
  if (widest > WIDEST_VERSE || lines.some((line) => /\p{L}[-‐¬]$/u.test(line.text))) return false
  const open = lines.filter((line, at) => at < lines.length - 1 && !endsSentence(line.text))
  const early = lines.filter((line, at) => {
    const next = lines[at + 1]
    return next !== undefined && !endsSentence(line.text) && line.text.length + 1 + (next.text.split(' ')[0] ?? '').length <= widest * 0.92
  })
  return open.length * 2 >= FEWEST_OF_POEM && early.length * 12 >= open.length
}

/** A line by itself in the middle of the page, as on a title page: it stays a line. */
function isCentred(lines: readonly PrintedLine[], { width, wrapped }: Measure): boolean {
  const [line] = lines
  if (!line || lines.length > 1 || !wrapped || endsSentence(line.text)) return false
  return line.indent >= 8 && line.text.length <= width * 0.7
}

/** Entries of a bibliography: the first line at the margin, those that go on with it indented. */
function isHanging(lines: readonly PrintedLine[]): boolean {
  const [first, second] = lines
  if (!first || !second || first.indent >= LEAST_INDENT || second.indent < LEAST_INDENT || endsSentence(first.text)) return false
  const inner = lines.filter((line) => line.indent >= LEAST_INDENT)
  return (
    inner.length * 2 >= lines.length - 1 &&
    lines.every((line, at) => at === 0 || line.indent >= LEAST_INDENT || endsSentence(lines[at - 1]?.text ?? ''))
  )
}

/** Paragraphs and quotations by the indents of their lines. */
function byIndent(lines: PrintedLine[], measure: Measure): Group[] {
  const groups: Group[] = []
  let from = 0
  while (from < lines.length) {
    const isInner = (lines[from]?.indent ?? 0) >= LEAST_INDENT
    let to = from + 1
    while (to < lines.length && (lines[to]?.indent ?? 0) >= LEAST_INDENT === isInner) to += 1
    const run = lines.slice(from, to)
    const before = groups.at(-1)
    if (!isInner) {
      const startsPlain = before?.shape === 'paragraph' && opensParagraph(before.lines)
      const [first, ...rest] = splitOnPurpose(run, measure)
      if (startsPlain && first) append(before.lines, first)
      else if (first) groups.push({ shape: 'paragraph', lines: first })
      append(
        groups,
        rest.map((part): Group => ({ shape: 'paragraph', lines: part })),
      )
    } else if (startsWithLabel(run[0]?.text ?? '')) {
      append(
        groups,
        paragraphsAt(run, (line) => startsWithLabel(line.text)),
      )
    } else if (isQuotation(run, lines[from - 1], lines[to], measure)) {
      groups.push(
        isVerse(run, measure) ? { shape: 'verse', lines: run } : { shape: 'quotation', paragraphs: quotedParagraphs(run, measure) },
      )
    } else {
      append(
        groups,
        run.map((line): Group => ({ shape: 'paragraph', lines: [line] })),
      )
    }
    from = to
  }
  return groups
}

/** A paragraph of one indented line, which the line below goes on with. */
function opensParagraph(lines: readonly PrintedLine[]): boolean {
  return lines.length === 1 && (lines[0]?.indent ?? 0) >= LEAST_INDENT
}

/** Indented lines are a quotation when they run on from one to the next; alone they are when gaps or margins set them apart. */
function isQuotation(
  run: readonly PrintedLine[],
  before: PrintedLine | undefined,
  after: PrintedLine | undefined,
  measure: Measure,
): boolean {
  if (run.length === 1) return !measure.indented && after === undefined && before === undefined
  return run.some((line, at) => {
    const next = run[at + 1]
    return next !== undefined && !endsSentence(line.text) && next.indent <= line.indent
  })
}

function quotedParagraphs(run: PrintedLine[], measure: Measure): PrintedLine[][] {
  const margin = lowest(run.map((line) => line.indent))
  const starts = (line: PrintedLine, at: number) => at > 0 && line.indent >= margin + LEAST_INDENT && endsSentence(run[at - 1]?.text ?? '')
  return cutAt(run, starts).flatMap((part) => splitOnPurpose(part, measure))
}

function paragraphsAt(lines: readonly PrintedLine[], starts: (line: PrintedLine) => boolean): Group[] {
  return cutAt(lines, (line, at) => at > 0 && starts(line)).map((part) => ({ shape: 'paragraph', lines: part }))
}

/** A paragraph ends where a sentence ends on a line that was ended on purpose. */
function splitOnPurpose(lines: readonly PrintedLine[], { width }: Measure): PrintedLine[][] {
  return cutAt(lines, (line, at) => {
    const before = lines[at - 1]
    if (!before || isBroken(before.text, line.text)) return false
    return endsSentence(before.text) && startsLarge(line.text) && endsOnPurpose(before, line, width)
  })
}

function cutAt(lines: readonly PrintedLine[], cuts: (line: PrintedLine, at: number) => boolean): PrintedLine[][] {
  const parts: PrintedLine[][] = []
  for (const [at, line] of lines.entries()) {
    if (at === 0 || cuts(line, at)) parts.push([line])
    else parts.at(-1)?.push(line)
  }
  return parts
}
