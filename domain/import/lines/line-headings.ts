import { countingRuns } from '#domain/import/headings/counting-runs.ts'
import { findNamedPart, isCapitals, isEndMark, isPartWord, readTitle, type TitleParts, titleKey } from '#domain/import/headings/titles.ts'
import type { Measure } from '#domain/import/lines/measure.ts'
import type { PrintedLine } from '#domain/import/lines/printed-line.ts'
import { endsSentence, startsLarge, startsSmall } from '#domain/import/words/sentence.ts'

/** A heading among printed lines. */
export type LineHeading = {
  /** The lines it takes, label and title. */
  lines: PrintedLine[]
  /** 1 for a part that holds chapters, 2 for a chapter, 3 and 4 for headings inside one. */
  level: number
  /** A line of subtitle right below the title. */
  subtitle: PrintedLine | null
}

type Candidate = { at: number; parts: TitleParts; form: string; capitals: boolean; needsRun: boolean; level: number }

const LONGEST_TITLE = 90
const LONGEST_NAME = 60
const MOST_WORDS = 8
/** The most lines of a title in capitals. */
const MOST_LINES = 3
/** What some books say at their end is no title. */
const LAST_WORDS = /^\W*(?:the end|finis|fin|ende)\W*$/iu
/** Columns of space before a line that is centred. */
const CENTRED = 8

/**
 * Headings among printed lines, by the index of their first line. Numbers alone make no heading: they must count up, with
 * text between them.
 * @param listed keys of the titles in the printed contents list
 */
export function findLineHeadings(lines: readonly PrintedLine[], measure: Measure, listed: ReadonlySet<string>): Map<number, LineHeading> {
  const candidates = lines.flatMap((_, at) => readCandidate(lines, at, measure, listed) ?? [])
  const counting = candidates.filter((candidate) => candidate.needsRun)
  const runs = countingRuns(
    counting.map(({ at, parts, form, capitals }) => ({
      at,
      form,
      value: parts.number ?? 0,
      sure: capitals || listed.has(titleKey(parts.title)),
    })),
    (from, to) => holdsText(lines, from, to),
  )
  const worded = candidates.filter((candidate) => candidate.level === 2 && candidate.parts.word !== null).length >= 2
  const main = worded ? null : (runs.toSorted((a, b) => b.length - a.length)[0] ?? null)
  const mainForm = counting.find((candidate) => candidate.at === main?.[0])?.form
  const counted = new Set(runs.flat())
  const headings = new Map<number, LineHeading>()
  let taken = -1
  for (const candidate of candidates) {
    if (candidate.at <= taken) continue
    if (candidate.needsRun && !counted.has(candidate.at)) continue
    const level = candidate.needsRun ? (candidate.form === mainForm ? 2 : 3) : candidate.level
    const heading = collect(lines, candidate, level, measure)
    taken = candidate.at + heading.lines.length - 1 + (heading.subtitle ? 1 : 0)
    headings.set(candidate.at, heading)
  }
  return headings
}

function readCandidate(lines: readonly PrintedLine[], at: number, measure: Measure, listed: ReadonlySet<string>): Candidate[] | null {
  const line = lines[at]
  const next = lines[at + 1]
  if (!line || line.text.length > LONGEST_TITLE || /[,;]$/.test(line.text) || LAST_WORDS.test(line.text)) return null
  const before = lines[at - 1]
  const apart = line.gap > 0 || line.page || !before
  if (!apart && !endsSentence(before.text) && !isCapitals(before.text) && !isCapitals(line.text)) return null
  const apartAfter = !next || next.gap > 0 || next.page
  if (!apartAfter && startsSmall(next.text)) return null
  const parts = readTitle(line.text)
  const capitals = isCapitals(parts.title)
  const short = line.text.length <= measure.width * 0.85 || !measure.wrapped
  const shared = { at, parts, capitals, needsRun: false }
  if (isEndMark(line.text)) return [{ ...shared, form: 'named', level: 2 }]
  if (listed.has(titleKey(parts.title)) && (apart || apartAfter) && (short || capitals)) {
    return [{ ...shared, form: 'listed', level: isPartWord(parts.word) ? 1 : 2 }]
  }
  const closed = /[.:]$/.test(line.text) && parts.title !== parts.label && !(apart && apartAfter && isBriefTitle(parts.title))
  if (parts.word !== null) {
    if (startsSmall(parts.title) || (closed && !capitals && !apartAfter) || !(apart || apartAfter)) return null
    return [{ ...shared, form: parts.word, level: isPartWord(parts.word) ? 1 : 2 }]
  }
  if (parts.number !== null) {
    const spaced = /^[\divxlc]+$/i.test(parts.label)
    const bare = parts.label === parts.title
    if (bare ? !apart : !startsLarge(parts.title) || (closed && !capitals) || (spaced && !capitals)) return null
    if (!bare && !capitals && !(apart && (apartAfter || line.text.length <= measure.width * 0.7))) return null
    return [{ ...shared, form: formOf(parts, bare), needsRun: true, level: 2 }]
  }
  if (
    findNamedPart(line.text) !== null &&
    line.text.length <= LONGEST_NAME &&
    !/[.!?]$/.test(line.text) &&
    (capitals || (apart && apartAfter))
  ) {
    return [{ ...shared, form: 'named', level: 2 }]
  }
  if (capitals && /\p{L}{3}/u.test(line.text) && (apart || (apartAfter && !isCapitals(before.text))) && isTitleInCapitals(lines, at))
    return [{ ...shared, form: 'capitals', level: 3 }]
  return isSetApart(lines, at, measure) ? [{ ...shared, form: 'apart', level: 4 }] : null
}

/** "Definitions." may be a title in spite of its full stop; a sentence is longer. */
function isBriefTitle(title: string): boolean {
  return /^[^.]*\.$/.test(title) && title.split(/\s+/).length <= MOST_WORDS
}

/** Capitals that go on for lines, or end as sentences do, are a passage in capitals. */
function isTitleInCapitals(lines: readonly PrintedLine[], at: number): boolean {
  let to = at + 1
  for (let line = lines[to]; line && line.gap === 0 && !line.page && isCapitals(line.text); line = lines[to]) to += 1
  return to - at <= MOST_LINES && (to - at === 1 || !/[.,;]$/.test(lines[to - 1]?.text ?? ''))
}

/** A short line without a closing mark, with more room above it than paragraphs have, and prose below. */
function isSetApart(lines: readonly PrintedLine[], at: number, { width, wrapped }: Measure): boolean {
  const [before, line, next] = [lines[at - 1], lines[at], lines[at + 1]]
  if (!before || !line || !next || !wrapped) return false
  const room = line.indent >= CENTRED ? 1 : 2
  if (line.gap < room || next.gap < 1 || line.gap < next.gap || next.page || line.page || next.indent >= CENTRED) return false
  const plain = startsLarge(line.text) && !/[.:,;)"”’\]]$/.test(line.text) && line.text.length <= Math.min(LONGEST_NAME, width * 0.7)
  return plain && endsSentence(before.text) && startsLarge(next.text) && next.text.length > width * 0.7
}

function formOf(parts: TitleParts, bare: boolean): string {
  const script = /^\d/.test(parts.label) ? 'arabic' : 'roman'
  return `${script}${bare ? ' alone' : (/[^\dIVXLC\s]/i.exec(parts.label)?.[0] ?? '')}`
}

/** True when there is a paragraph between two headings, so that they are not entries of a list. */
function holdsText(lines: readonly PrintedLine[], from: number, to: number): boolean {
  let characters = 0
  for (let at = from + 1; at < Math.min(to, lines.length) && characters < 120; at += 1) characters += lines[at]?.text.length ?? 0
  return characters >= 120
}

/** The title below a label, the second line of a title in capitals, and a subtitle. */
function collect(lines: readonly PrintedLine[], candidate: Candidate, level: number, { width }: Measure): LineHeading {
  const { at, parts, form } = candidate
  const taken = lines.slice(at, at + 1)
  const alone = parts.number !== null && parts.label === parts.title
  const isShort = (line: PrintedLine) => line.text.length <= Math.min(width * 0.85 || LONGEST_NAME, LONGEST_TITLE)
  const isTitleLine = (line: PrintedLine | undefined, after: PrintedLine | undefined): line is PrintedLine =>
    line !== undefined &&
    isShort(line) &&
    startsLarge(line.text) &&
    !/[.,;:]$/.test(line.text) &&
    (!after || after.gap > 0 || startsLarge(after.text))
  const next = () => lines[at + taken.length]
  const afterNext = () => lines[at + taken.length + 1]
  if (alone) {
    const title = next()
    if (title && isCapitals(title.text) && title.gap <= 3) taken.push(title)
    else if (isTitleLine(title, afterNext()) && title.gap <= 3 && (afterNext()?.gap ?? 1) > 0) taken.push(title)
  }
  const last = () => taken.at(-1)?.text ?? ''
  for (let line = next(); line && taken.length < 4 && line.gap === 0 && !line.page && isCapitals(last()); line = next()) {
    if (!isCapitals(line.text) || line.text.length > LONGEST_TITLE || readTitle(line.text).word !== null) break
    taken.push(line)
  }
  const below = next()
  const hasSubtitle = form !== 'apart' && below?.gap === 0 && !below.page && isTitleLine(below, afterNext()) && (afterNext()?.gap ?? 0) > 0
  return { lines: taken, level, subtitle: hasSubtitle && below ? below : null }
}
