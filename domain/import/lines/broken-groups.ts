import type { ReportEntry } from '#domain/import/blocks/text.ts'
import type { Group } from '#domain/import/lines/groups.ts'
import { endsOnPurpose, type Measure } from '#domain/import/lines/measure.ts'
import type { PrintedLine } from '#domain/import/lines/printed-line.ts'
import { endsSentence, isBroken, leansOn } from '#domain/import/words/sentence.ts'

/** A gap of this many lines is where a page ended, not where a paragraph did. */
const PAGE_GAP = 2
const SNIPPET = 40

/** Groups with those put together again that a page or a gap broke in the middle of a sentence, a quotation or a list. */
export function joinBrokenGroups(groups: readonly Group[], measure: Measure, report: ReportEntry[]): Group[] {
  const joined: Group[] = []
  for (const group of groups) {
    const before = joined.at(-1)
    const whole = before ? join(before, group, measure, report) : null
    if (whole) joined[joined.length - 1] = whole
    else joined.push(group)
  }
  return joined
}

function join(before: Group, after: Group, measure: Measure, report: ReportEntry[]): Group | null {
  if (before.shape === 'list' && after.shape === 'list' && !before.ordered && !after.ordered) {
    return { ...before, items: [...before.items, ...after.items] }
  }
  if (before.shape === 'quotation' && after.shape === 'quotation') {
    const [last, first] = [before.paragraphs.at(-1) ?? [], after.paragraphs[0] ?? []]
    const broken = goesOn(last, first, measure, report)
    const middle = broken ? [[...last, ...first]] : [last, first]
    return { shape: 'quotation', paragraphs: [...before.paragraphs.slice(0, -1), ...middle, ...after.paragraphs.slice(1)] }
  }
  if (before.shape === 'paragraph' && after.shape === 'paragraph' && goesOn(before.lines, after.lines, measure, report)) {
    return { shape: 'paragraph', lines: [...before.lines, ...after.lines] }
  }
  if (before.shape === 'list' && after.shape === 'paragraph' && isBroken(textOf(before.items.at(-1)), after.lines[0]?.text ?? '')) {
    goesOn(before.items.at(-1) ?? [], after.lines, measure, report)
    return { ...before, items: [...before.items.slice(0, -1), [...(before.items.at(-1) ?? []), ...after.lines]] }
  }
  return null
}

/** Whether `after` goes on with the sentence that `before` left open; says so in the report. */
function goesOn(before: readonly PrintedLine[], after: readonly PrintedLine[], { width }: Measure, report: ReportEntry[]): boolean {
  const last = before.at(-1)
  const first = after[0]
  if (!last || !first) return false
  const atPage = first.page || first.gap >= PAGE_GAP
  const full = !endsOnPurpose(last, first, width)
  const open = !endsSentence(last.text)
  const broken = isBroken(last.text, first.text) && (before.length > 1 || last.text.length > 25 || atPage)
  const leaning = open && full && (leansOn(last.text) || atPage)
  const colon = atPage && full && /:$/.test(last.text) && /^\p{Ll}/u.test(first.text)
  if (!broken && !leaning && !colon) {
    if (atPage && full && !open && before.length > 1 && after.length > 1) {
      const around = `${tailOf(last.text)} ¶ ${headOf(first.text)}`
      report.push({
        kind: 'doubt',
        origin: first.origin,
        reason: 'perhaps this paragraph goes on from the page before',
        before: around,
        after: around,
      })
    }
    return false
  }
  report.push({
    kind: 'joined',
    origin: first.origin,
    reason: atPage ? 'sentence broken at the end of a page' : 'sentence broken by an empty line',
    before: `${tailOf(last.text)} ¶ ${headOf(first.text)}`,
    after: `${tailOf(last.text)} ${headOf(first.text)}`,
  })
  return true
}

function textOf(lines: readonly PrintedLine[] | undefined): string {
  return lines?.at(-1)?.text ?? ''
}

/** The last words of a text, for an entry of the report. */
export function tailOf(text: string): string {
  return text.length <= SNIPPET ? text : `…${text.slice(-SNIPPET).replace(/^\S*\s/u, '')}`
}

/** The first words of a text, for an entry of the report. */
export function headOf(text: string): string {
  return text.length <= SNIPPET ? text : `${text.slice(0, SNIPPET).replace(/\s\S*$/u, '')}…`
}
