import { append } from '#domain/import/blocks/long-lists.ts'
import type { ReportEntry } from '#domain/import/blocks/text.ts'
import type { PrintedLine } from '#domain/import/lines/printed-line.ts'
import { answeredBy, findNoteStart, listReferences, type NoteMark } from '#domain/import/notes/note-marks.ts'

/** A note from the foot of a page. */
export type PageNote = { id: string; lines: PrintedLine[] }

/** A gap of this many lines ends a page where no page breaks are known. */
const PAGE_GAP = 3
/** What stands so far below a note is no more of it: the text goes on where no page ended. */
const NOTE_GAP = 2
const MOST_OF_PAGE = 0.7

/** Stands for the reference to a note while a text is still plain. */
export function referenceSign(id: string): string {
  return `\ue000${id}\ue001`
}

/** Inline Markdown in which the signs have become references. */
export function writeReferences(text: string): string {
  return text.replace(/\ue000(\d+)\ue001/g, '[^$1]')
}

/**
 * Takes the notes at the feet of pages out of the lines, and puts signs where they are referred to. A note is one only when
 * the same mark stands in the text of its page, once.
 * @param ids gives a new id at each call
 */
export function takePageNotes(
  lines: readonly PrintedLine[],
  ids: () => string,
  report: ReportEntry[],
): { lines: PrintedLine[]; notes: PageNote[] } {
  const kept: PrintedLine[] = []
  const notes: PageNote[] = []
  if (!lines.some((line, at) => at > 0 && endsPage(line))) return { lines: [...lines], notes }
  let from = 0
  for (let to = 1; to <= lines.length; to += 1) {
    const next = lines[to]
    if (next && !endsPage(next)) continue
    const page = takeFromPage(lines.slice(from, to), ids, report)
    append(kept, page.lines)
    append(notes, page.notes)
    from = to
  }
  return { lines: kept, notes }
}

/** True when a page ended before this line. */
function endsPage(line: PrintedLine): boolean {
  return line.page || line.gap >= PAGE_GAP
}

type Page = { lines: PrintedLine[]; notes: PageNote[] }
type Start = { at: number; mark: NoteMark; reference: { line: number; mark: NoteMark } }

function takeFromPage(lines: PrintedLine[], ids: () => string, report: ReportEntry[]): Page {
  const starts = startsOf(lines)
  const first = starts[0]
  if (!first) return { lines, notes: [] }
  const text = lines.slice(0, first.at)
  const below: PrintedLine[] = []
  const notes = starts.map((start, index): PageNote => {
    const stretch = lines.slice(start.at, starts[index + 1]?.at ?? lines.length)
    const end = stretch.findIndex(({ gap }, at) => at > 0 && gap >= NOTE_GAP)
    const [head, ...rest] = end < 0 ? stretch : stretch.slice(0, end)
    if (end >= 0) append(below, stretch.slice(end))
    const body = head?.text.slice(start.mark.length) ?? ''
    const marks = `${printed(text[start.reference.line]?.text ?? '', start.reference.mark)} … ${head?.text.slice(0, start.mark.length).trim()}`
    report.push({
      kind: 'mended',
      origin: head?.origin ?? { line: 1 },
      reason: 'note at the foot of a page',
      before: `${marks} ${body}`,
      after: body,
    })
    return { id: ids(), lines: head ? [{ ...head, text: body }, ...rest] : [] }
  })
  const references = starts.map(({ reference }, index) => ({ ...reference, id: notes[index]?.id ?? '' }))
  for (const { line: at, mark, id } of references.sort((a, b) => b.line - a.line || b.mark.at - a.mark.at)) {
    const line = text[at]
    if (line) text[at] = { ...line, text: withSign(line.text, mark, id) }
  }
  return { lines: [...text, ...below], notes }
}

/** The last lines of a page that begin with a mark which stands in the text above them. */
function startsOf(lines: readonly PrintedLine[]): Start[] {
  const starts: Start[] = []
  for (let at = lines.length - 1; at > lines.length * (1 - MOST_OF_PAGE) - 1 && at > 0; at -= 1) {
    const mark = findNoteStart(lines[at]?.text ?? '', 'plain')
    const following = starts[0]
    if (!mark || (following && !comesBefore(mark, following.mark))) continue
    const reference = findReference(lines.slice(0, at), mark)
    if (reference) starts.unshift({ at, mark, reference })
  }
  const first = starts[0]
  const isApart = first && ((lines[first.at]?.gap ?? 0) > 0 || first.mark.kind !== 'bare')
  return isApart && !skipsOne(lines, starts) ? starts : []
}

/** True when a line counts on from the last note without being one: then it is rather a list. */
function skipsOne(lines: readonly PrintedLine[], starts: readonly Start[]): boolean {
  return starts.some(({ at, mark }, index) =>
    lines.slice(at + 1, starts[index + 1]?.at ?? lines.length).some((line) => {
      const other = findNoteStart(line.text, 'plain')
      return other !== null && other.kind === mark.kind && Number(other.key) === Number(mark.key) + 1
    }),
  )
}

function comesBefore(mark: NoteMark, following: NoteMark): boolean {
  if (mark.kind !== following.kind) return false
  return mark.kind === 'sign' ? mark.key !== following.key : Number(mark.key) === Number(following.key) - 1
}

function findReference(lines: readonly PrintedLine[], mark: NoteMark): { line: number; mark: NoteMark } | null {
  for (const kind of answeredBy(mark.kind)) {
    const found = lines.flatMap((line, index) =>
      listReferences(line.text, kind, 'plain')
        .filter((reference) => reference.key === mark.key)
        .map((reference) => ({ line: index, mark: reference })),
    )
    if (found.length === 1) return found[0] ?? null
    if (found.length > 1) return null
  }
  return null
}

function withSign(text: string, mark: NoteMark, id: string): string {
  return text.slice(0, mark.at).trimEnd() + referenceSign(id) + text.slice(mark.at + mark.length)
}

function printed(text: string, mark: NoteMark): string {
  return text.slice(mark.at, mark.at + mark.length)
}
