import { findDivisionWord } from '#domain/import/heading-words/division-words.ts'
import { isCapitals } from '#domain/import/heading-words/titles.ts'
import type { Candidate } from '#domain/import/lines/heading-candidates.ts'
import type { PrintedLine } from '#domain/import/lines/printed-line.ts'

/** A label and nothing else is no longer than this. */
const LONGEST_LABEL = 40

/**
 * The headings whose number a scan or a slip made unreadable, as "Einunddreißgstes Kapitel" or "CHAPTER XIl.": between chapters 30 and 32
 * stands one line by itself that has the word of the others.
 */
export function misreadNumbers(candidates: readonly Candidate[], lines: readonly PrintedLine[]): Candidate[] {
  const last = new Map<string, Candidate>()
  const found: Candidate[] = []
  for (const candidate of candidates) {
    if (candidate.kind !== 'worded' || candidate.parts.number === null) continue
    const before = last.get(candidate.form)
    last.set(candidate.form, candidate)
    const number = candidate.parts.number - 1
    if (!before || before.parts.number !== number - 1) continue
    const places = lines.slice(before.at + 1, candidate.at).flatMap((line, index) => {
      const at = before.at + 1 + index
      return isLabel(line, lines[at + 1], candidate.form) ? [at] : []
    })
    const [at] = places
    const text = lines[at ?? -1]?.text
    if (at === undefined || text === undefined || places.length > 1) continue
    const parts = { word: candidate.form, rank: candidate.parts.rank, number, label: text, title: text }
    found.push({ at, kind: 'worded', parts, form: candidate.form, capitals: isCapitals(text), listed: false })
  }
  return found
}

function isLabel(line: PrintedLine, next: PrintedLine | undefined, form: string): boolean {
  const words = line.text.split(/\s+/u)
  const isApart = (line.gap > 0 || line.page) && (!next || next.gap > 0 || next.page)
  const isWord = (word = '') => findDivisionWord(word) !== null && word.replace(/[.:,;]+$/u, '').toLowerCase() === form
  return isApart && words.length === 2 && line.text.length <= LONGEST_LABEL && words.some(isWord)
}
