import { findDivisionWord } from '#domain/import/heading-words/division-words.ts'
import { isCapitals, readTitle } from '#domain/import/heading-words/titles.ts'
import { type Candidate, LONGEST_TITLE } from '#domain/import/lines/heading-candidates.ts'
import type { PrintedLine } from '#domain/import/lines/printed-line.ts'

/** A label and nothing else is no longer than this. */
const LONGEST_LABEL = 40
/** More numbers than this are not missing: another count begins. */
const MOST_MISSING = 20

/**
 * The headings that a numbering lacks: between chapters 30 and 33 stand two lines by themselves that have the word of the others, and a number
 * that a scan, a slip or an old way of counting made unreadable ("Einunddreißgstes Kapitel", "Yhdesneljättä runo"); or a line that says
 * the number that is missing, though it is not set like the others.
 */
export function missingNumbers(candidates: readonly Candidate[], lines: readonly PrintedLine[]): Candidate[] {
  const last = new Map<string, Candidate>()
  const found: Candidate[] = []
  const worded = new Set(candidates.flatMap(({ at, kind, parts }) => (kind === 'worded' && parts.number !== null ? [at] : [])))
  for (const candidate of candidates) {
    if (candidate.kind !== 'worded' || candidate.parts.number === null) continue
    const before = last.get(candidate.form)
    last.set(candidate.form, candidate)
    const first = (before?.parts.number ?? 0) + 1
    const count = candidate.parts.number - first
    if (!before || count < 1 || count > MOST_MISSING) continue
    const between = lines.slice(before.at + 1, candidate.at).map((_, index) => before.at + 1 + index)
    const unread = between.filter((at) => isLabel(lines[at], lines[at + 1], candidate.form) && !worded.has(at))
    const read = () => unread.map((at, index) => labelled(candidate, at, lines[at]?.text ?? '', first + index))
    found.push(...(unread.length === count ? read() : loose(candidate, between, lines, first)))
  }
  return found
}

function labelled({ form, parts: { rank } }: Candidate, at: number, text: string, number: number): Candidate {
  const parts = { word: form, rank, number, label: text, title: text }
  return { at, kind: 'worded', parts, form, capitals: isCapitals(text), listed: false }
}

/** The lines that begin with the word and a number that is missing, where each stands once. */
function loose(
  { form, parts: { number } }: Candidate,
  between: readonly number[],
  lines: readonly PrintedLine[],
  first: number,
): Candidate[] {
  const found = new Map<number, Candidate[]>()
  for (const at of between) {
    const text = lines[at]?.text ?? ''
    if (text.length > LONGEST_TITLE) continue
    const parts = readTitle(text)
    if (parts.word !== form || parts.number === null || parts.number < first || parts.number >= (number ?? 0)) continue
    const same = found.get(parts.number) ?? []
    found.set(parts.number, [...same, { at, kind: 'worded', parts, form, capitals: isCapitals(parts.title), listed: false }])
  }
  const sole = [...found.values()].flatMap((same) => (same.length === 1 ? same : []))
  return sole.every(({ parts }, at) => at === 0 || (parts.number ?? 0) > (sole[at - 1]?.parts.number ?? 0)) ? sole : []
}

function isLabel(line: PrintedLine | undefined, next: PrintedLine | undefined, form: string): boolean {
  if (!line || line.text.length > LONGEST_LABEL) return false
  const words = line.text.split(/\s+/u)
  const isApart = (line.gap > 0 || line.page) && (!next || next.gap > 0 || next.page)
  const isWord = (word = '') => findDivisionWord(word) !== null && word.replace(/[.:,;]+$/u, '').toLowerCase() === form
  return isApart && words.length === 2 && words.some(isWord)
}

/**
 * What a run of numbers lacks among those that are set otherwise: "I." above a picture, where all others have their title beside them. A run that
 * begins with 2 lacks its 1.
 * @param run candidates that count up, in order
 */
export function missingCounts(run: readonly Candidate[], candidates: readonly Candidate[]): Candidate[] {
  return run.flatMap((candidate, index) => {
    const before = run[index - 1]
    const value = (candidate.parts.number ?? 0) - 1
    if (value < 1 || (before ? before.parts.number !== value - 1 : value !== 1)) return []
    const fits = candidates.filter(
      ({ at, kind, parts }) => kind === 'counted' && parts.number === value && at > (before?.at ?? -1) && at < candidate.at,
    )
    return fits.length === 1 ? fits : []
  })
}
