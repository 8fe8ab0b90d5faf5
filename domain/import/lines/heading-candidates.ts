import { findNamedPart, isEndMark, isLastWords } from '#domain/import/heading-words/named-parts.ts'
import { bareWord } from '#domain/import/heading-words/number-words.ts'
import { isBareLabel, isCapitals, type OwnWords, readTitle, type TitleParts, titleKey } from '#domain/import/heading-words/titles.ts'
import type { Measure } from '#domain/import/lines/measure.ts'
import type { PrintedLine } from '#domain/import/lines/printed-line.ts'
import { closesBracket, endsSentence, startsLarge, startsSmall } from '#domain/import/words/sentence.ts'

/** Letters on the lines between two, both excluded. */
export type Room = (from: number, to: number) => number

/**
 * What a line looks like, if it may be a heading at all. Which of them are headings, and of what, all of them together decide.
 * - `worded`: "Chapter IV", "Erstes Kapitel"; `counted`: a number, alone or before a title
 * - `named`: "Preface"; `listed`: in the printed contents list; `underlined`: with a rule right below
 * - `capitals`: set in capitals; `apart`: with more room above it than paragraphs have
 */
export type CandidateKind = 'worded' | 'counted' | 'named' | 'listed' | 'underlined' | 'capitals' | 'apart'
export type Candidate = {
  at: number
  kind: CandidateKind
  parts: TitleParts
  form: string
  capitals: boolean
  listed: boolean
  /** Empty lines above it. */
  gap: number
  /** True when far more room is above it than above a paragraph. */
  roomy: boolean
  /** True when the contents list names what this line and the next one say together. */
  onTwoLines?: true
}

export const LONGEST_TITLE = 90
export const LONGEST_NAME = 60
/** A title on the line of its label may be a sentence. */
const LONGEST_LABELLED = 130
const MOST_WORDS = 8
/** The most lines of a title in capitals. */
const MOST_LINES = 3
/** What typists write where a picture stood. */
const PICTURE = /^\[(?:illustr|ilustra|illustra|abbildung|afbeelding|kuva|kép:)/iu
/** Speech and lists begin so, titles do not. */
const SPEECH = /^(?:[-–—•*]|[«»„“”"‘‹「『])/u
/** So many empty lines are more than any paragraph has above it. */
export const ROOMY = 3
/** Fewer letters than this below a heading are no text of a chapter. */
export const LEAST_BELOW = 120
/** Columns of space before a line that is centred. */
const CENTRED = 8
const UNDERLINE = /^([-=~_*—–])\1{2,}$/u

/** Underscores around the whole line, as typists set italics. */
const SLANTED = /^_([^_]+)_$/u

/** True for a rule that stands right below a line. */
export function isUnderline(line: PrintedLine | undefined): boolean {
  return line !== undefined && line.gap === 0 && !line.page && UNDERLINE.test(line.text)
}

/** What is known of a text before its headings are looked for: how it is set, the titles in its contents list, its own words for chapters. */
export type Known = { measure: Measure; listed: ReadonlySet<string>; own?: OwnWords }

/** What the line at this place may be as a heading; null when it can be none. */
export function readCandidate(lines: readonly PrintedLine[], at: number, { measure, listed, own }: Known): Candidate | null {
  const line = lines[at]
  const [before, next] = [lines[at - 1], lines[at + 1]]
  if (!line || line.text.length > LONGEST_LABELLED || isLastWords(line.text) || closesBracket(line.text) || PICTURE.test(line.text))
    return null
  const parts = readTitle(line.text.replace(SLANTED, '$1'), own)
  // A number and a title in capitals that goes on, in capitals, right below.
  const goesOn = parts.number !== null && next?.gap === 0 && isCapitals(parts.title) && isCapitals(next.text)
  if (parts.word === null && (line.text.length > LONGEST_TITLE || (/[,;，、；]$/u.test(line.text) && !goesOn))) return null
  const apart = line.gap > 0 || line.page || !before
  const loose = apart || !measure.wrapped
  const capitals = isCapitals(parts.title)
  const underlined = isUnderline(next)
  // 第三回 begins a chapter wherever the line before ends.
  const isSigned = parts.word !== null && /^(?:第|卷|제)/u.test(line.text)
  if (!loose && !isSigned && !endsSentence(before.text) && !isCapitals(before.text) && !isCapitals(line.text) && !underlined) return null
  const apartAfter = !next || next.gap > 0 || next.page || underlined
  if (!apartAfter && startsSmall(next.text) && parts.word === null) return null
  const isListed = listed.has(titleKey(parts.title))
  const shared = { at, parts, capitals, listed: isListed, gap: line.gap, roomy: line.gap >= ROOMY || line.page }
  if (isEndMark(line.text)) return { ...shared, kind: 'named', form: 'named' }
  if (parts.word !== null) {
    if ((startsSmall(parts.title) && !isBareLabel(parts)) || (startsSmall(line.text) && !apart)) return null
    const closed = /[.:]$/u.test(line.text) && !isBareLabel(parts)
    // "Second part of the history …" may begin a sentence as well.
    if (parts.label === '' && !(apart && apartAfter && !closed)) return null
    if (!(loose || apartAfter || isSigned) || (closed && !capitals && !apartAfter && measure.wrapped)) return null
    // 第四回中… goes on with a sentence; a title is set apart from its number.
    if (isSigned && !isBareLabel(parts) && !/^\S+[\s　.:：]/u.test(line.text)) return null
    if (!isSigned && /[，。；]/u.test(parts.title)) return null
    return { ...shared, kind: 'worded', form: bareWord(parts.word) }
  }
  // A title may be a word in quotation marks, set as all the others.
  const isQuoted = capitals && line.gap >= ROOMY && /^[“"«„][^“”"«»„]+[”"»“]$/u.test(line.text)
  if (SPEECH.test(line.text) && !isBareLabel(parts) && !isQuoted) return null
  const short = line.text.length <= measure.width * 0.85 || !measure.wrapped
  // Below "Yours sincerely," stands a name, whatever a chapter is called.
  const isSignature = !apart && /,$/u.test(before?.text ?? '')
  const counted = parts.number === null ? null : readCounted(shared, { apart, apartAfter, measure, line, below: next?.gap ?? 0 })
  if (counted) return counted
  // The first line of a paragraph that fills it, as a list of summaries may break it too.
  const isFull = !apartAfter && line.indent + line.text.length + (next.text.search(/\s/u) + 1 || next.text.length) > measure.width
  if (isListed && (apart || apartAfter) && !isSignature && ((short && !isFull) || capitals))
    return { ...shared, kind: 'listed', form: 'listed' }
  const whole = next?.gap === 0 && apart && line.text.length + next.text.length <= LONGEST_TITLE ? `${line.text} ${next.text}` : ''
  if (listed.has(titleKey(whole)) && (lines[at + 2]?.gap ?? 1) > 0) {
    const title = { ...parts, title: whole }
    return { ...shared, parts: title, listed: true, kind: 'listed', form: 'listed', onTwoLines: true }
  }
  if (parts.number !== null) return null
  if (underlined && short && /\p{L}/u.test(line.text) && (apart || !startsSmall(line.text)))
    return { ...shared, kind: 'underlined', form: `underlined ${next?.text[0]}` }
  const named = findNamedPart(line.text) !== null && line.text.length <= LONGEST_NAME && !(capitals ? /[!?]$/u : /[.!?]$/u).test(line.text)
  if (named && (capitals || (apart && apartAfter))) return { ...shared, kind: 'named', form: 'named' }
  const alone = apart || (apartAfter && before !== undefined && !isCapitals(before.text))
  // "FAUST:" says who speaks.
  if (capitals && /\p{L}{3}[^:]*$/u.test(line.text) && alone && isTitleInCapitals(lines, at))
    return { ...shared, kind: 'capitals', form: 'capitals' }
  return isSetApart(lines, at, measure) || isRoomy(lines, at) ? { ...shared, kind: 'apart', form: 'apart' } : null
}

type Setting = { apart: boolean; apartAfter: boolean; measure: Measure; line: PrintedLine; below: number }

function readCounted(shared: Omit<Candidate, 'kind' | 'form'>, { apart, apartAfter, measure, line, below }: Setting): Candidate | null {
  const { parts, capitals } = shared
  const bare = isBareLabel(parts)
  const spaced = /^[\divxlc]+$/i.test(parts.label)
  const brief = apart && apartAfter && (shared.roomy || line.gap > below || isBriefTitle(parts.title))
  const closed = /[.:]$/u.test(line.text) && !bare && !brief
  if (bare ? !apart : !startsLarge(parts.title) || (closed && !capitals) || (spaced && !capitals)) return null
  if (!bare && !capitals && !(apart && (apartAfter || line.text.length <= measure.width * 0.7))) return null
  return { ...shared, kind: 'counted', form: formOf(parts, bare) }
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

/** A few words with far more room above them than below, after what is closed: the place at which a scene of a play begins. */
function isRoomy(lines: readonly PrintedLine[], at: number): boolean {
  const [before, line, next] = [lines[at - 1], lines[at], lines[at + 1]]
  if (!before || !line || !next || line.gap < ROOMY || next.gap < 1 || next.gap >= line.gap || next.page) return false
  return (
    startsLarge(line.text) &&
    !/[,;:"”’\]]$/u.test(line.text) &&
    line.text.length <= LONGEST_NAME &&
    (endsSentence(before.text) || isCapitals(before.text))
  )
}

/** Only numbers that are written alike count together. */
function formOf(parts: TitleParts, bare: boolean): string {
  const script = /\p{Nd}/u.test(parts.label)
    ? 'digits'
    : /[IVXLC]/.test(parts.label)
      ? 'roman'
      : /[ivxlc]/.test(parts.label)
        ? 'small roman'
        : 'letters'
  return `${script}${bare ? ' alone' : (/[^\p{Nd}IVXLC\s]/iu.exec(parts.label)?.[0] ?? '')}`
}
