import { countingRuns } from '#domain/import/heading-words/counting-runs.ts'
import { readTitle, type TitleParts, titleKey } from '#domain/import/heading-words/titles.ts'
import { type Candidate, LONGEST_TITLE, ROOMY, type Room } from '#domain/import/lines/heading-candidates.ts'
import { collectHeading, fewHaveTitles, votesForTitles } from '#domain/import/lines/heading-lines.ts'
import { FEWEST_ENTRIES, type HeadingRole, rolesOf } from '#domain/import/lines/heading-roles.ts'
import { withoutSentences } from '#domain/import/lines/heading-room.ts'
import type { Measure } from '#domain/import/lines/measure.ts'
import { missingCounts, missingNumbers } from '#domain/import/lines/missing-numbers.ts'
import type { PrintedLine } from '#domain/import/lines/printed-line.ts'
import { readCandidates, withoutMentions } from '#domain/import/lines/worded-lines.ts'

/** A heading among printed lines. */
export type LineHeading = {
  /** The lines it takes, label and title. */
  lines: PrintedLine[]
  /** 1 for a division, 2 for a chapter, 3 and 4 for headings inside one. */
  level: number
  role: HeadingRole
  parts: TitleParts
  /** A line of subtitle right below the title. */
  subtitle: PrintedLine | null
  /** How many lines there are from the first on that are no text: those above, and a rule below. */
  count: number
}

/** Fewer letters than this between two headings are no text of a chapter. */
const LEAST_TEXT = 60
/** The page at the end of a line of a contents list. */
const PAGE = /(?<=\p{L}\P{L}?)[\s.]+\d{1,4}$/u
/** Of lines in capitals that are titles, hardly any says the same as another; of the speakers in a play, most do. */
const MOST_REPEATED = 0.3

/**
 * Headings among printed lines, by the index of their first line. No line is a heading by itself: all lines that look alike are
 * weighed together, by what they count and by the text between them, and the strongest series gives the chapters.
 * @param listed keys of the titles in the printed contents list
 */
export function findLineHeadings(lines: readonly PrintedLine[], measure: Measure, listed: ReadonlySet<string>): Map<number, LineHeading> {
  const room = roomOf(lines)
  const read = readCandidates(lines, { measure, listed }, room)
  const missing = missingNumbers(read, lines)
  const all = [...read.filter(({ at }) => !missing.some((one) => one.at === at)), ...missing].sort((one, other) => one.at - other.at)
  const candidates = withoutMentions(withoutSpeakers(withoutListOfChapters(withoutEntries(withoutSentences(all), lines), room)))
  const counted = countedOnes(candidates, room)
  const believed = candidates.flatMap((candidate): Candidate[] => {
    const form = counted.get(candidate.at)
    if (candidate.kind !== 'counted' || form) return [form ? { ...candidate, form } : candidate]
    return candidate.listed ? [{ ...candidate, kind: 'listed', form: 'listed' }] : initialFirst(candidate)
  })
  const roles = rolesOf(believed, room)
  const openings = believed.filter((candidate) => roles.get(candidate) === 'opening')
  const titled = votesForTitles(lines, openings, measure)
  const places = new Set(believed.flatMap((one) => (roles.has(one) ? [one.at] : [])))
  const opens = (at: number) => places.has(at)
  const areListed = openings.every((one) => one.listed)
  const untitled = !titled && fewHaveTitles(lines, openings, { measure, titled, opens })
  const headings = new Map<number, LineHeading>()
  let taken = -1
  for (const candidate of believed) {
    if (candidate.at <= taken) continue
    const role = roles.get(candidate) ?? 'inner'
    const collected = collectHeading(lines, candidate, {
      measure,
      bare: role === 'division' && areListed && opens(candidate.at + 1),
      titled: titled && role === 'opening',
      untitled: untitled && role === 'opening',
      opens,
    })
    const level = role === 'division' ? 1 : role === 'opening' || role === 'beside' ? 2 : candidate.kind === 'apart' ? 4 : 3
    headings.set(candidate.at, { ...collected, role, level })
    taken = candidate.at + collected.count - 1
  }
  return headings
}

/** "C. IULI CAESARIS …": a title in capitals that begins with somebody's initial, which counts nothing. */
function initialFirst(candidate: Candidate): Candidate[] {
  const { gap, capitals, parts } = candidate
  if (gap < ROOMY || !capitals || !/^[CDLM]\.$/u.test(parts.label)) return []
  const title = `${parts.label} ${parts.title}`
  return [{ ...candidate, kind: 'capitals', form: 'capitals', parts: { word: null, rank: null, number: null, label: '', title } }]
}

/** Letters on the lines between two, both excluded. */
function roomOf(lines: readonly PrintedLine[]): Room {
  const sums = [0]
  for (const line of lines) sums.push((sums.at(-1) ?? 0) + line.text.length)
  return (from, to) => (sums[Math.min(to, lines.length)] ?? 0) - (sums[Math.min(from + 1, lines.length)] ?? 0)
}

const keyOf = ({ form, parts }: Candidate) => (parts.number === null ? titleKey(parts.title) : `${form} ${parts.number}`)

/** Without the lines of a contents list that end with a page: what stands before the page is a line of its own further on. */
function withoutEntries(candidates: readonly Candidate[], lines: readonly PrintedLine[]): Candidate[] {
  const entries = new Map(
    candidates.flatMap((candidate) => (PAGE.test(candidate.parts.title) ? [[candidate, entryKey(candidate)] as const] : [])),
  )
  if (entries.size === 0) return [...candidates]
  const last = new Map<string, number>()
  for (const [at, { text }] of lines.entries()) if (text.length <= LONGEST_TITLE) last.set(titleKey(readTitle(text).title), at)
  return candidates.filter((candidate) => {
    const key = entries.get(candidate)
    return key === undefined || (last.get(key) ?? -1) <= candidate.at
  })
}

const entryKey = ({ parts }: Candidate) => titleKey(parts.title.replace(PAGE, ''))

/** Without the lines of a list of chapters: what has no text below it and comes again further on. */
function withoutListOfChapters(candidates: readonly Candidate[], room: Room): Candidate[] {
  const last = new Map<string, Candidate>()
  const first = new Map<string, Candidate>()
  for (const candidate of candidates) {
    last.set(keyOf(candidate), candidate)
    if (!first.has(keyOf(candidate))) first.set(keyOf(candidate), candidate)
  }
  // Below the heading of a scene stand those who are in it, and then who speaks.
  const nextTo = ({ kind }: Candidate, index: number) =>
    candidates
      .slice(index + 1)
      .find((other) => kind !== 'worded' || other.kind === 'worded' || other.kind === 'counted' || other.kind === 'named')
  const rooms = candidates.map((one, index) => room(one.at, nextTo(one, index)?.at ?? Number.POSITIVE_INFINITY))
  // What stands below the last lines of the text that name chapters once more is a list of errata.
  let to = candidates.length
  while (to > 0 && (rooms[to - 1] ?? 0) < LEAST_TEXT * 5 && isAgain(candidates[to - 1])) to -= 1
  function isAgain(candidate: Candidate | undefined): boolean {
    if (candidate === undefined) return false
    const before = first.get(keyOf(candidate))
    return before !== undefined && before.at < candidate.at && (candidate.kind === 'worded' || before.gap >= candidate.gap + ROOMY - 1)
  }
  // A list is set closer than the headings that it names, wherever it stands.
  function comesAgain(candidate: Candidate): boolean {
    const again = last.get(keyOf(candidate))
    return again !== undefined && again.at > candidate.at && (candidate.gap < ROOMY || again.gap >= candidate.gap)
  }
  const isHollow = candidates.map((candidate, index) => index >= to || ((rooms[index] ?? 0) < LEAST_TEXT * 2 && comesAgain(candidate)))
  return candidates.filter((_, index) => {
    if (!isHollow[index]) return true
    let [from, to] = [index, index]
    while (isHollow[from - 1]) from -= 1
    while (isHollow[to + 1]) to += 1
    return to - from + 1 < FEWEST_ENTRIES
  })
}

/** Without lines in capitals that come again and again. */
function withoutSpeakers(candidates: readonly Candidate[]): Candidate[] {
  const times = new Map<string, number>()
  const loose = candidates.filter(({ kind }) => kind === 'capitals' || kind === 'apart')
  for (const { parts } of loose) times.set(titleKey(parts.title), (times.get(titleKey(parts.title)) ?? 0) + 1)
  const repeated = loose.filter(({ parts }) => (times.get(titleKey(parts.title)) ?? 0) > 1)
  const names = new Set(repeated.map(({ parts }) => titleKey(parts.title))).size
  const isMost = repeated.length * 2 > loose.length
  if (repeated.length < 3 || repeated.length < loose.length * MOST_REPEATED || (!isMost && repeated.length < names * 3))
    return [...candidates]
  return candidates.filter((candidate) => !repeated.includes(candidate))
}

/** Without "3. Robot: Yes." when several lines count the same speaker. */
function withoutNumberedSpeakers(counting: readonly Candidate[]): Candidate[] {
  const speakerIn = ({ parts }: Candidate) => /^\p{Lu}[\p{L} ]{1,20}(?=: )/u.exec(parts.title)?.[0]
  const times = new Map<string | undefined, number>()
  for (const one of counting) times.set(speakerIn(one), (times.get(speakerIn(one)) ?? 0) + 1)
  return counting.filter((one) => speakerIn(one) === undefined || (times.get(speakerIn(one)) ?? 0) < FEWEST_ENTRIES)
}

/** Numbers alone make no heading: they must count up, with text between them. Gives the form of each that does. */
function countedOnes(candidates: readonly Candidate[], room: Room): Map<number, string> {
  const counting = withoutNumberedSpeakers(candidates.filter(({ kind }) => kind === 'counted'))
  const byPlace = new Map(counting.map((one) => [one.at, one]))
  const runs = countingRuns(
    counting.map(({ at, parts, form, capitals, listed }) => ({ at, form, value: parts.number ?? 0, sure: capitals || listed })),
    (from, to) => room(from, to) >= LEAST_TEXT * 2,
  ).map((run) => run.flatMap((at) => byPlace.get(at) ?? []))
  return new Map(runs.flatMap((run) => [...missingCounts(run, counting), ...run].map(({ at }) => [at, run[0]?.form ?? ''] as const)))
}
