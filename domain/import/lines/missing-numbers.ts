import { findDivisionWord } from '#domain/import/heading-words/division-words.ts'
import { bareWord } from '#domain/import/heading-words/number-words.ts'
import { isBareLabel, isCapitals, readTitle } from '#domain/import/heading-words/titles.ts'
import { type Candidate, LONGEST_TITLE } from '#domain/import/lines/heading-candidates.ts'
import type { PrintedLine } from '#domain/import/lines/printed-line.ts'

/** A label and nothing else is no longer than this. */
const LONGEST_LABEL = 40
/** So many headings show how all of them are set. */
const SHOWN = 5
/** More numbers than this are not missing: another count begins. */
const MOST_MISSING = 20

/**
 * The headings that a numbering lacks: between chapters 30 and 33 stand two lines by themselves that have the word of the others, and a number
 * that a scan, a slip or an old way of counting made unreadable ("Einunddreißgstes Kapitel", "Yhdesneljättä runo"); or a line that says
 * the number that is missing, though it is not set like the others.
 */
export function missingNumbers(candidates: readonly Candidate[], lines: readonly PrintedLine[]): Candidate[] {
  const worded = candidates.filter(({ kind, parts }) => kind === 'worded' && parts.number !== null)
  const forms = new Map<string, Candidate[]>()
  for (const one of worded) forms.set(one.form, [...(forms.get(one.form) ?? []), one])
  const known = new Set(worded.map(({ at }) => at))
  return [...forms.values()].flatMap((same) =>
    same.flatMap((before, index) => {
      const next = same[index + 1]
      const first = (before.parts.number ?? 0) + 1
      const count = next ? (next.parts.number ?? 0) - first : -1
      // Numbers that begin anew, or end, lack some only where the others show how they are set.
      const isLast = count < -1 || next === undefined
      if (isLast ? same.length < SHOWN : count < 1 || count > MOST_MISSING) return []
      const between = placesBetween(before.at, next?.at ?? lines.length)
      const unread = between.filter((at) => !known.has(at) && isLabel(lines[at], lines[at + 1], before))
      if (isLast ? unread.length <= MOST_MISSING : unread.length === count)
        return unread.map((at, nth) => labelled(before, at, lines[at]?.text ?? '', first + nth))
      return next && !isLast ? loose(next, between, lines, first) : []
    }),
  )
}

const placesBetween = (from: number, to: number) => Array.from({ length: Math.max(0, to - from - 1) }, (_, index) => from + 1 + index)

function labelled({ form, parts: { rank } }: Candidate, at: number, text: string, number: number): Candidate {
  const parts = { word: form, rank, number, label: text, title: text }
  return { at, kind: 'worded', parts, form, capitals: isCapitals(text), listed: false, gap: 0, roomy: false }
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
    if (
      parts.word === null ||
      bareWord(parts.word) !== form ||
      parts.number === null ||
      parts.number < first ||
      parts.number >= (number ?? 0)
    )
      continue
    const same = found.get(parts.number) ?? []
    found.set(parts.number, [
      ...same,
      { at, kind: 'worded', parts, form, capitals: isCapitals(parts.title), listed: false, gap: 0, roomy: false },
    ])
  }
  const sole = [...found.values()].flatMap((same) => (same.length === 1 ? same : []))
  return sole.every(({ parts }, at) => at === 0 || (parts.number ?? 0) > (sole[at - 1]?.parts.number ?? 0)) ? sole : []
}

function isLabel(line: PrintedLine | undefined, next: PrintedLine | undefined, { form, capitals }: Candidate): boolean {
  if (!line) return false
  // Beside it may stand the same in another language.
  const [text = ''] = line.text.split(/\s{3,}/u)
  if (text.length > LONGEST_LABEL || isCapitals(text) !== capitals) return false
  const words = text.split(/\s+/u)
  const isApart = (line.gap > 0 || line.page) && (!next || next.gap > 0 || next.page)
  const isWord = (word = '') => findDivisionWord(word) !== null && bareWord(word).replace(/[.:,;]+$/u, '') === form
  return isApart && words.length <= 2 && words.some(isWord)
}

/**
 * What a run of numbers lacks among those that are set otherwise: "I." above a picture, where all others have their title beside them. A run that
 * begins with 2 lacks its 1; a long one may lack its last.
 * @param run candidates that count up, in order
 */
export function missingCounts(run: readonly Candidate[], candidates: readonly Candidate[]): Candidate[] {
  const last = run.at(-1)
  const ends = run.length < SHOWN || !last ? [] : candidates.filter((one) => goesOn(last, one))
  const within = run.flatMap((candidate, index) => {
    const before = run[index - 1]
    const value = (candidate.parts.number ?? 0) - 1
    if (value < 1 || (before ? before.parts.number !== value - 1 : value !== 1)) return []
    const fits = candidates.filter(
      ({ at, kind, parts }) => kind === 'counted' && parts.number === value && at > (before?.at ?? -1) && at < candidate.at,
    )
    return fits.length === 1 ? fits : []
  })
  return ends.length === 1 ? [...within, ...ends] : within
}

/** True for the next number after the last one, with another mark behind it, set as that is. */
function goesOn(last: Candidate, { at, kind, form, gap, parts }: Candidate): boolean {
  const isNext = kind === 'counted' && at > last.at && parts.number === (last.parts.number ?? 0) + 1
  return isNext && form !== last.form && form.split(/\W/u)[0] === last.form.split(/\W/u)[0] && gap === last.gap && !isBareLabel(parts)
}
