import { findMisspelt, findOwnWords } from '#domain/import/heading-words/own-words.ts'
import type { OwnWords } from '#domain/import/heading-words/titles.ts'
import { type Candidate, type Known, LONGEST_NAME, type Room, readCandidate } from '#domain/import/lines/heading-candidates.ts'
import type { PrintedLine } from '#domain/import/lines/printed-line.ts'

/** So many headings with a word show that it counts. */
const FEWEST_COUNTED = 3

/** What any line may be as a heading. Where no word for chapters is known, the text may have one of its own; where a number lacks, it is misspelt. */
export function readCandidates(lines: readonly PrintedLine[], known: Known, room: Room): Candidate[] {
  const readAll = (own?: OwnWords) => lines.flatMap((_, at) => readCandidate(lines, at, own ? { ...known, own } : known) ?? [])
  const read = readAll()
  const worded = read.flatMap(({ at, form, parts: { word, rank, number } }) =>
    word !== null && rank === 'chapter' && number !== null ? [{ at, form, number }] : [],
  )
  const alone = lines.flatMap(({ text }, at) => (text.length <= LONGEST_NAME && isAlone(lines, at) ? [{ at, text }] : []))
  if (worded.length < 2) {
    const own = findOwnWords(alone, room)
    return own.size === 0 ? read : readAll(own)
  }
  const meant = findMisspelt(alone, worded)
  return meant.size === 0 ? read : readAll(new Set(meant.keys())).map((one) => ({ ...one, form: meant.get(one.form) ?? one.form }))
}

/** True for a line with room above and below it. */
function isAlone(lines: readonly PrintedLine[], at: number): boolean {
  const [line, next] = [lines[at], lines[at + 1]]
  return line !== undefined && (at === 0 || line.gap > 0 || line.page) && (!next || next.gap > 0 || next.page)
}

/**
 * Without a line of the text that begins with the words of a heading: its number stands between two that follow each other, or it is the only one
 * with its word, and not the first of anything, where others count.
 */
export function withoutMentions(candidates: readonly Candidate[]): Candidate[] {
  const dropped = new Set<Candidate>()
  const chapters = candidates.filter(({ kind, parts }) => kind === 'worded' && parts.rank === 'chapter' && parts.number !== null)
  const forms = Map.groupBy(chapters, ({ form }) => form)
  const isCounted = [...forms.values()].some((same) => same.length >= FEWEST_COUNTED)
  for (const same of forms.values()) {
    const [sole] = same
    if (!isCounted || !sole || same.length > 1 || sole.parts.number === 1) continue
    const at = chapters.indexOf(sole)
    const fits = [-1, 1].some((step) => chapters[at + step]?.parts.number === (sole.parts.number ?? 0) + step)
    if (!fits) dropped.add(sole)
  }
  const last = new Map<string, Candidate>()
  for (const [index, candidate] of candidates.entries()) {
    const { kind, form, parts } = candidate
    if (kind !== 'worded' || parts.number === null) continue
    const before = last.get(form)?.parts.number
    const next = candidates.slice(index + 1, index + 40).find((other) => other.kind === 'worded' && other.form === form)?.parts.number
    if (typeof before === 'number' && next === before + 1 && parts.number !== before + 1 && parts.number !== 1) dropped.add(candidate)
    else last.set(form, candidate)
  }
  return candidates.filter((candidate) => !dropped.has(candidate))
}
