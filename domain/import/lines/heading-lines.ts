import { isOfPlay } from '#domain/import/heading-words/division-words.ts'
import { isBareLabel, isCapitals, readTitle, type TitleParts } from '#domain/import/heading-words/titles.ts'
import { type Candidate, isUnderline, LONGEST_NAME, LONGEST_TITLE } from '#domain/import/lines/heading-candidates.ts'
import type { Measure } from '#domain/import/lines/measure.ts'
import type { PrintedLine } from '#domain/import/lines/printed-line.ts'
import { startsLarge } from '#domain/import/words/sentence.ts'

/** The lines of one heading. `count` is how many lines it takes up, a rule below it included. */
export type HeadingLines = { lines: PrintedLine[]; subtitle: PrintedLine | null; parts: TitleParts; count: number }

/** A title below its number has no more lines, and no more letters, than this. */
const MOST_TITLE_LINES = 4
const MOST_TITLE_LETTERS = 300
/** What stands below most numbers of a book is this short when it is a title. */
const BRIEF = { lines: 3, letters: 220 }
/** The share of numbers with something brief below them from which on it is their title. */
const MOST = 0.7
/** So many numbers, of which few have a title, have none. */
const FEWEST_UNTITLED = 6
/** Empty lines between a number and its title. */
const FURTHEST = 4

/** True when most of these numbers have a few words below them, set apart from the text: then those are the titles. */
export function votesForTitles(lines: readonly PrintedLine[], openings: readonly Candidate[], { wrapped }: Measure): boolean {
  const bare = openings.filter(({ parts }) => isBareLabel(parts))
  if (bare.length < 3 || !wrapped) return false
  const votes = bare.filter(({ at }) => {
    const below = chunkFrom(lines, at + 1, MOST_TITLE_LINES)
    const after = lines[at + 1 + below.length]
    return below.length > 0 && below.length <= BRIEF.lines && lengthOf(below) <= BRIEF.letters && (after?.gap ?? 0) > 0
  })
  return votes.length >= bare.length * MOST
}

/** True when a few of many numbers have a line like a title below them, and no others do: it is how their text begins, as in verse. */
export function fewHaveTitles(lines: readonly PrintedLine[], openings: readonly Candidate[], setting: Setting): boolean {
  const bare = openings.filter(({ parts }) => isBareLabel(parts))
  const titles = bare.flatMap(({ at }) => titleBelow(lines, at, setting).slice(0, 1))
  return bare.length >= FEWEST_UNTITLED && titles.length * 3 < bare.length && !titles.some(({ text }) => isCapitals(text))
}

/** How headings are collected: `titled` when what stands below a number is its title, `untitled` when none has one, `bare` when this one has none, `opens` tells the lines at which headings begin. */
type Setting = { measure: Measure; titled: boolean; untitled?: boolean; bare?: boolean; opens: (at: number) => boolean }

/** The title below a label, the further lines of a title, and a subtitle. */
export function collectHeading(lines: readonly PrintedLine[], candidate: Candidate, setting: Setting): HeadingLines {
  const { measure } = setting
  const { at, parts } = candidate
  const first = lines[at]
  if (!first) return { lines: [], subtitle: null, parts, count: 1 }
  const label = isBareLabel(parts)
  const below = setting.bare ? [] : label ? titleBelow(lines, at, setting) : restOfTitle(lines, at, candidate, measure)
  const taken = [first, ...below]
  const last = taken.at(-1) ?? first
  const next = lines[at + taken.length]
  const after = lines[at + taken.length + 1]
  const hasSubtitle =
    candidate.kind !== 'apart' &&
    next?.gap === 0 &&
    !next.page &&
    isCapitals(last.text) !== isCapitals(next.text) &&
    isTitleLine(next, after, measure) &&
    (after?.gap ?? 0) > 0
  const subtitle = hasSubtitle && next ? next : null
  const bottom = at + taken.length + (subtitle ? 1 : 0)
  const words = below.map((line) => line.text).join(' ')
  const title = label ? words : candidate.onTwoLines ? parts.title : `${parts.title} ${words}`
  return {
    lines: taken,
    subtitle,
    parts: below.length > 0 ? { ...parts, title: title.replace(/[ \t]+/g, ' ').trim() } : parts,
    count: bottom - at + (isUnderline(lines[bottom]) ? 1 : 0),
  }
}

/** What stands below a number: capitals, words that are set like a title, or whatever stands below most numbers. */
function titleBelow(lines: readonly PrintedLine[], at: number, { measure, titled, untitled, opens }: Setting): PrintedLine[] {
  const title = lines[at + 1]
  const after = lines[at + 2]
  if (!title || title.gap > FURTHEST || isOpening(title) || title.text.startsWith('[')) return []
  if (untitled || isOfPlay(readTitle(lines[at]?.text ?? '').word)) return []
  if (titled) {
    const chunk = chunkFrom(lines, at + 1, MOST_TITLE_LINES + 1)
    // A title with nothing below it is what the chapter says.
    if (opens(at + 1 + chunk.length)) return []
    return chunk.length <= MOST_TITLE_LINES && lengthOf(chunk) <= MOST_TITLE_LETTERS ? chunk : []
  }
  if (isCapitals(title.text)) return capitalsFrom(lines, at + 1)
  const apart = (after?.gap ?? 1) > 0 || !measure.wrapped || isUnderline(after)
  return title.gap <= 3 && apart && isTitleLine(title, after, measure) ? [title] : []
}

/** The lines with which a title goes on below its label: a chunk of a few lines, or capitals. */
function restOfTitle(lines: readonly PrintedLine[], at: number, { parts, onTwoLines }: Candidate, { wrapped }: Measure): PrintedLine[] {
  if (onTwoLines) return lines.slice(at + 1, at + 2)
  const chunk = chunkFrom(lines, at, MOST_TITLE_LINES + 1)
  const rest = chunk.slice(1)
  const isWhole = chunk.length <= MOST_TITLE_LINES && lengthOf(chunk) <= MOST_TITLE_LETTERS && lines[at + chunk.length] !== undefined
  if (parts.word !== null && wrapped && isWhole && rest.length > 0 && !isCapitals(parts.title)) return rest
  // All of them or none: what stands apart below is no more of this title, nor is what follows that.
  const capitals = isCapitals(lines[at]?.text ?? '') ? capitalsFrom(lines, at + 1) : []
  return capitals[0]?.gap === 0 ? capitals : []
}

/** Lines in capitals one below the other. */
function capitalsFrom(lines: readonly PrintedLine[], from: number): PrintedLine[] {
  const taken: PrintedLine[] = []
  for (let line = lines[from]; line && taken.length < MOST_TITLE_LINES - 1; line = lines[from + taken.length]) {
    if (!isCapitals(line.text) || line.text.length > LONGEST_TITLE || isOpening(line)) break
    if (taken.length > 0 && (line.gap > 0 || line.page)) break
    taken.push(line)
  }
  // An inscription in capitals: where every line ends with a mark, it is verse and no title.
  return taken.length > 1 && taken.every((line) => /[,.;]$/.test(line.text)) ? [] : taken
}

/** Lines up to the next gap, at most so many. */
function chunkFrom(lines: readonly PrintedLine[], from: number, most: number): PrintedLine[] {
  const chunk: PrintedLine[] = []
  for (let line = lines[from]; line && chunk.length < most; line = lines[from + chunk.length]) {
    if (chunk.length > 0 && (line.gap > 0 || line.page || isUnderline(line))) break
    chunk.push(line)
  }
  return chunk
}

const lengthOf = (lines: readonly PrintedLine[]) => lines.reduce((sum, line) => sum + line.text.length, 0)

/** True for what begins a heading of its own. */
function isOpening(line: PrintedLine): boolean {
  const parts = readTitle(line.text)
  return parts.word !== null || isBareLabel(parts)
}

function isTitleLine(line: PrintedLine, after: PrintedLine | undefined, { width }: Measure): boolean {
  const short = line.text.length <= Math.min(width * 0.85 || LONGEST_NAME, LONGEST_TITLE)
  const begins = startsLarge(line.text) || /^\p{Lo}/u.test(line.text)
  return (
    short &&
    begins &&
    !/[.,;:，。；：！？…](?:\[\d{1,3}\])?$/u.test(line.text) &&
    (!after || after.gap > 0 || isUnderline(after) || startsLarge(after.text) || /^\p{Lo}/u.test(after.text))
  )
}
