import { findRoman } from '#domain/import/heading-words/numerals.ts'
import { likeness } from '#domain/import/page/running-heads.ts'
import type { Strip } from '#domain/import/page/strip.ts'
import { closesBracket, isBroken } from '#domain/import/words/sentence.ts'

type Candidate = { index: number; value: number; script: 'arabic' | 'roman'; sure: boolean }

/** The furthest that two page numbers of one run may lie apart: pages without a printed number are common, longer holes are not. */
const LONGEST_STEP = 6
const SHORTEST_RUN = 3
const LONGEST_HEAD = 90
/** A shorter line that ends without a mark is no sentence that goes on: a letter beside its number, a name. */
const SHORTEST_OPEN = 12
/** No more heads, feet and numbers than this stand together at the end of a page and the beginning of the next. */
const FURTHEST_TEXT = 6

/**
 * The indices of the strips that hold nothing but a page number: those that count up through the text in a run, and those
 * that stand in the middle of a sentence or at the edge of a page. A run of bare numbers that always stands between whole
 * paragraphs counts chapters, not pages, and stays.
 */
export function findPageNumbers(strips: readonly Strip[]): Set<number> {
  const found = new Set<number>()
  const candidates = strips.flatMap((strip, index) => readCandidate(strip.text, index) ?? [])
  const numbers = new Set(candidates.map((candidate) => candidate.index))
  const skipped = candidates.length > 0 ? withRepeated(strips, numbers) : numbers
  const evidence = candidates.map((candidate) => hasPageEdge(strips, skipped, candidate.index))
  for (const script of ['arabic', 'roman'] as const) {
    for (const run of runsOf(candidates, script)) {
      const certain = run.filter((at) => evidence[at]).length
      const countsFromOne = (candidates[run[0] ?? 0]?.value ?? 0) <= 1
      const countsPages = certain > 0 && (!countsFromOne || certain * 8 >= run.length)
      if (run.length >= SHORTEST_RUN && countsPages) for (const at of run) found.add(candidates[at]?.index ?? -1)
    }
  }
  // Where hardly any number interrupts a sentence, one that does is the number of a stanza or a verse like the others.
  const isPaged = evidence.filter(Boolean).length * 8 >= candidates.length
  for (const [at, candidate] of isPaged ? candidates.entries() : [])
    if (candidate.sure && evidence[at] && !follows(strips, candidate)) found.add(candidate.index)
  return found
}

function readCandidate(text: string, index: number): Candidate[] | null {
  const core = /^(?:p(?:age|\.)?\s*)?[-–—[(•*.~|\s]*([\dIlO|SBivxlcIVXLC]{1,7})[-–—\])•*.~|\s]*$/u.exec(text)?.[1]
  if (core === undefined || closesBracket(text)) return null
  if (/^\d{1,4}$/.test(core)) return [{ index, value: Number(core), script: 'arabic', sure: true }]
  const roman = findRoman(core)
  if (roman !== null && roman < 100) return [{ index, value: roman, script: 'roman', sure: core === core.toLowerCase() }]
  if (core.length > 4 || !/\d/.test(core)) return null
  const read = core
    .replace(/[IlL|i]/g, '1')
    .replace(/[Oo]/g, '0')
    .replace(/S/g, '5')
    .replace(/B/g, '8')
  return /^\d+$/.test(read) ? [{ index, value: Number(read), script: 'arabic', sure: false }] : null
}

/** The numbers, and the short strips that come again and again: a running head may stand between a number and the text. */
function withRepeated(strips: readonly Strip[], numbers: ReadonlySet<number>): Set<number> {
  const places = new Map<string, number[]>()
  for (const [index, { text }] of strips.entries()) {
    if (text.length > LONGEST_HEAD || numbers.has(index)) continue
    const key = likeness(text)
    const own = places.get(key)
    if (own) own.push(index)
    else places.set(key, [index])
  }
  const repeated = [...places].filter(([key, at]) => key.length > 2 && at.length >= SHORTEST_RUN).flatMap(([, at]) => at)
  return new Set([...numbers, ...repeated])
}

/** True when the number interrupts a sentence, or a page is known to begin at it or after it. */
function hasPageEdge(strips: readonly Strip[], skipped: ReadonlySet<number>, index: number): boolean {
  let before = index - 1
  while (skipped.has(before) && index - before < FURTHEST_TEXT) before -= 1
  let after = index + 1
  while (skipped.has(after) && after - index < FURTHEST_TEXT) after += 1
  if (strips[index]?.page || strips[index + 1]?.page) return true
  const above = strips[before]?.text ?? ''
  return above.length >= SHORTEST_OPEN && isBroken(above, strips[after]?.text ?? '')
}

/** A bare number that goes on with the line above without a gap belongs to it: a year, a sum. */
function follows(strips: readonly Strip[], candidate: Candidate): boolean {
  const here = strips[candidate.index]
  const next = strips[candidate.index + 1]
  return here !== undefined && next !== undefined && here.gap === 0 && next.gap === 0 && !here.page && !next.page
}

/** The longest runs of one script that count up, each as positions in `candidates`. */
function runsOf(candidates: readonly Candidate[], script: Candidate['script']): number[][] {
  const longest = candidates.map(() => ({ length: 1, before: -1 }))
  const endingWith = new Map<number, number>()
  for (const [at, candidate] of candidates.entries()) {
    const here = longest[at]
    if (candidate.script !== script || here === undefined) continue
    for (let step = 1; step <= LONGEST_STEP; step += 1) {
      const before = endingWith.get(candidate.value - step)
      const length = before === undefined ? 0 : (longest[before]?.length ?? 0)
      if (before !== undefined && length + 1 > here.length) Object.assign(here, { length: length + 1, before })
    }
    const rival = endingWith.get(candidate.value)
    if (rival === undefined || here.length >= (longest[rival]?.length ?? 0)) endingWith.set(candidate.value, at)
  }
  const runs: number[][] = []
  const taken = new Set<number>()
  const byLength = candidates.map((_, at) => at).sort((a, b) => (longest[b]?.length ?? 0) - (longest[a]?.length ?? 0))
  for (const end of byLength) {
    const run: number[] = []
    for (let at = end; at >= 0 && !taken.has(at); at = longest[at]?.before ?? -1) run.unshift(at)
    if (candidates[end]?.script === script && run.length > 0) runs.push(run)
    for (const at of run) taken.add(at)
  }
  return runs
}
