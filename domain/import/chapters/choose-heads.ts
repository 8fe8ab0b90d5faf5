import type { Piece } from '#domain/import/blocks/piece.ts'
import { LEAST_TEXT, withHalfTitles, withoutSubtitles } from '#domain/import/chapters/half-titles.ts'
import type { Head } from '#domain/import/chapters/opening.ts'
import { textBetween } from '#domain/import/chapters/text-between.ts'
import { findNamedPart } from '#domain/import/heading-words/named-parts.ts'
import { titleKey } from '#domain/import/heading-words/titles.ts'

/** So many headings below the only chapter are chapters themselves. */
const FEWEST_BELOW = 3
/** So many headings below one title are a book's chapters. */
const MANY_BELOW = 8
/** What stands before the first chapter and has so many letters is one, whatever it counts as. */
const LEAST_TALE = 2400

/** Numbered headings where there are any, else the highest level that has more than one heading with text below it. */
export function chooseHeads(all: readonly Head[], pieces: readonly Piece[]): Head[] {
  const heads = withoutCurtains(withoutNumbersBefore(withoutStanzas(all, pieces)), pieces)
  const parts = heads.filter(({ parts: { rank } }) => rank === 'part')
  const others = heads.filter(({ parts: { rank } }) => rank !== 'part')
  const holdsChapters = others.some(
    (head) => head.at > (parts[0]?.at ?? Number.POSITIVE_INFINITY) && findNamedPart(head.parts.title) === null,
  )
  if (parts.length >= 2 && !holdsChapters) {
    return heads.filter(
      (head, at) => head.parts.rank === 'part' || findNamedPart(head.parts.title) !== null || textBelow(heads, at, pieces) >= LEAST_TALE,
    )
  }
  const counted = others.filter((head) => head.parts.number !== null)
  const acts = counted.length < 2 ? partsOfText(parts, heads, pieces) : []
  const numbered = acts.length > 0 ? acts : counted
  const [first] = numbered
  const isBelowOthers = others.filter(({ level }) => level < (first?.level ?? 0)).length >= FEWEST_BELOW
  const sole = numbered.length === 1 && first?.parts.word && !isBelowOthers ? first.level : null
  const level =
    sole ??
    commonLevel(acts.length > 0 || (numbered.length >= 2 && numbered.length * 4 >= others.length) ? numbered : others, pieces, heads)
  if (level === null) return heads.filter((head) => findNamedPart(head.parts.title) !== null)
  const above = heads.filter((head) => head.level < level && findNamedPart(head.parts.title) === null)
  const firstOfLevel = heads.find((head) => head.level === level && head.parts.rank !== 'part')?.at ?? 0
  // What comes again is on the title page of each volume: its writer, its publisher.
  const isAgain = ({ at, parts: { title, number } }: Head) =>
    number === null && above.some((other) => other.at !== at && titleKey(other.parts.title) === titleKey(title))
  const divides = (head: Head) => above.includes(head) && !isAgain(head) && (above.length > 1 || head.at > firstOfLevel)
  const namesSections = listsSections(heads, level)
  const chosen = heads.flatMap((head): Head[] => {
    if ((head.parts.rank === 'part' && !acts.includes(head)) || divides(head)) return [{ ...head, matter: 'division' }]
    const isOpening =
      head.level === level || (head.listed && !namesSections) || (head.level < level && findNamedPart(head.parts.title) !== null)
    return isOpening ? [head] : []
  })
  const told = withTales(withoutHalfTitle(withHalfTitles(chosen, pieces)), pieces)
  const apart = withoutLinesOfTitlePage(told, pieces)
  return numbered.some((head) => head.level === level)
    ? withoutTitlePage(withoutAsides(apart, pieces), ({ parts }) => parts.number !== null)
    : withoutSubtitles(
        withoutTitlePage(apart, ({ parts }) => findNamedPart(parts.title) === null),
        pieces,
      )
}

/**
 * True when the contents list names what stands below the headings of a level as well, and more often than those: on two levels, or as
 * nearly all headings of both.
 */
function listsSections(heads: readonly Head[], level: number): boolean {
  const listed = heads.filter((head) => head.listed && head.level >= level)
  const deeper = listed.filter((head) => head.level > level)
  const isOutline = (one: number) => {
    const all = heads.filter((head) => head.level === one)
    return all.length >= FEWEST_BELOW && all.filter((head) => head.listed).length * 10 >= all.length * 8
  }
  const levels = new Set(deeper.map((head) => head.level))
  return deeper.length * 2 > listed.length && (levels.size >= 2 || (isOutline(level) && [...levels].every(isOutline)))
}

/**
 * Without bare numbers that begin anew below this heading and that, where far more headings of their level have a title and text: the
 * parts of some poems in a book of poems.
 */
function withoutStanzas(heads: readonly Head[], pieces: readonly Piece[]): Head[] {
  const bare = heads.filter(({ parts, matter }) => matter === null && parts.number !== null && parts.word === null && isBare(parts))
  const stanzas = bare.filter((head) => {
    const same = bare.filter(({ level }) => level === head.level)
    const titled = heads.filter(
      ({ level, parts, at, count }, index) =>
        level === head.level &&
        parts.number === null &&
        textBetween(pieces, at + count, heads[index + 1]?.at ?? pieces.length) >= LEAST_TEXT,
    )
    return same.filter(({ parts }) => parts.number === 1).length >= 2 && titled.length >= same.length * 2
  })
  return heads.filter((head) => !stanzas.includes(head))
}

/** How much text one of the headings has of its own. */
const textBelow = (heads: readonly Head[], index: number, pieces: readonly Piece[]): number => {
  const head = heads[index]
  return head ? textBetween(pieces, head.at + head.count, heads[index + 1]?.at ?? pieces.length) : 0
}

/** Without what stands at the end of each act, with nothing below it: "Curtain". */
function withoutCurtains(heads: readonly Head[], pieces: readonly Piece[]): Head[] {
  const hollow = new Set(heads.filter((_, at) => textBelow(heads, at, pieces) === 0))
  const plain = heads.filter(({ parts, matter }) => parts.number === null && matter === null)
  const byTitle = [...Map.groupBy(plain, ({ parts }) => titleKey(parts.title)).values()]
  const isCurtain = (same: Head[]) => same.length >= FEWEST_BELOW && same.filter((head) => hollow.has(head)).length >= same.length - 1
  const curtains = new Set(byTitle.filter(isCurtain).flat())
  return heads.filter((head) => !curtains.has(head))
}

/** Without the bare numbers above the first of many headings that say they are chapters: the sections of an introduction. */
function withoutNumbersBefore(heads: readonly Head[]): Head[] {
  const worded = heads.filter(({ parts }) => parts.rank === 'chapter' && parts.number !== null)
  const bare = heads.filter(({ at, parts }) => at < (worded[0]?.at ?? 0) && parts.word === null && parts.number !== null && isBare(parts))
  return worded.length < FEWEST_BELOW || bare.length * 2 > worded.length ? [...heads] : heads.filter((head) => !bare.includes(head))
}

/** True for a number alone, with or without a title on a line of its own. */
const isBare = ({ label, number }: Head['parts']) => number !== null && /^\P{L}*\p{L}{0,8}\P{L}*$/u.test(label)

/** Parts that hold the text themselves and no chapters, as the acts of several plays: nothing stands below most of them but text. */
function partsOfText(parts: readonly Head[], heads: readonly Head[], pieces: readonly Piece[]): Head[] {
  const own = parts.filter((part) => {
    const next = heads[heads.indexOf(part) + 1]
    const isLast = !next || next.parts.rank === 'part' || next.level < part.level
    return isLast && textBetween(pieces, part.at + part.count, next?.at ?? pieces.length) >= LEAST_TEXT
  })
  return own.length >= 2 && own.length * 3 >= parts.length * 2 ? own : []
}

/** Without a division above all chapters whose title comes again over them: what stands below it is the book's title page and contents. */
function withoutHalfTitle(chosen: readonly Head[]): Head[] {
  const first = chosen.findIndex(({ matter }) => matter === null)
  const isAgain = (head: Head, from: number) =>
    chosen.slice(from).some(({ matter, parts }) => {
      const isSame = titleKey(parts.title) === titleKey(head.parts.title) && parts.number === head.parts.number
      return matter === 'division' && isSame
    })
  return chosen.filter((head, at) => at >= first || head.matter !== 'division' || !isAgain(head, at + 1))
}

/** A division in which no chapter stands, but text, is a chapter beside the others: a tale among tales of which some have chapters. */
function withTales(chosen: readonly Head[], pieces: readonly Piece[]): Head[] {
  const first = chosen.findIndex(({ matter }) => matter === null)
  const numbered = chosen.every(({ matter, parts }) => matter !== null || parts.number !== null || findNamedPart(parts.title) !== null)
  const nextPart = (index: number) => chosen.slice(index + 1).find(({ matter, parts }) => matter === 'division' && parts.rank === 'part')
  return chosen.map((head, index): Head => {
    const next = chosen[index + 1]
    if (isTaleAbove(head, next, pieces)) return { ...head, matter: 'chapter', beside: true }
    if (head.matter !== 'division' || next?.matter === null || (next && next.level > head.level)) return head
    // Above a first part of numbered chapters stands what is in no part.
    if (index < first && numbered && head.parts.rank !== 'part' && nextPart(index)?.parts.number === 1) return { ...head, matter: null }
    const letters = textBetween(pieces, head.at + head.count, next?.at ?? pieces.length)
    return letters >= (index < first ? LEAST_TALE : LEAST_TEXT) ? { ...head, matter: 'chapter', beside: true } : head
  })
}

/** True for what divides by its level alone and has long text of its own before chapters without numbers: the first of them, set higher. */
function isTaleAbove({ at, count, matter, parts }: Head, next: Head | undefined, pieces: readonly Piece[]): boolean {
  if (matter !== 'division' || parts.rank === 'part' || next?.matter !== null || next.parts.number !== null) return false
  return textBetween(pieces, at + count, next.at) >= LEAST_TALE * 4
}

/**
 * Without the first headings of a text as long as they hold next to nothing, and several nothing at all: writer, publisher and town. Nothing
 * but such lines stands above a preface.
 */
function withoutLinesOfTitlePage(chosen: readonly Head[], pieces: readonly Piece[]): Head[] {
  const below = (head: Head, at: number) => textBetween(pieces, head.at + head.count, chosen[at + 1]?.at ?? pieces.length)
  const isLine = (head: Head, at: number) =>
    head.matter === null && head.parts.number === null && findNamedPart(head.parts.title) === null && below(head, at) < LEAST_TEXT
  const end = chosen.findIndex((head, at) => !isLine(head, at))
  if (end > 0 && findNamedPart(chosen[end]?.parts.title ?? '') === 'front') return chosen.slice(end)
  const empty = chosen.slice(0, Math.max(0, end)).flatMap((head, at) => (below(head, at) === 0 ? [at] : []))
  return empty.length >= 2 ? chosen.slice((empty.at(-1) ?? -1) + 1) : [...chosen]
}

/**
 * Headings above the first chapter that are no parts by their word, and have none of their rank further on, are of the title page: they
 * would divide nothing.
 */
function withoutTitlePage(chosen: readonly Head[], isProper: (head: Head) => boolean): Head[] {
  const first = chosen.findIndex((head) => head.matter === null && isProper(head))
  if (first < 0) return [...chosen]
  const later = chosen.slice(first).filter(({ matter, parts }) => matter !== null && findNamedPart(parts.title) === null)
  const highest = later.reduce((least, { level }) => Math.min(least, level), Number.POSITIVE_INFINITY)
  return chosen.filter(({ matter, level, parts }, at) => at > first || matter !== 'division' || parts.rank === 'part' || level >= highest)
}

/**
 * Where chapters are numbered, a line that is set like their headings is none of them when nothing stands below it, or next to nothing:
 * before them by itself, among them beside what they hold, as the speakers of a play.
 */
function withoutAsides(chosen: readonly Head[], pieces: readonly Piece[]): Head[] {
  const first = chosen.findIndex(({ matter, parts }) => matter === null && parts.number !== null)
  const letters = chosen.map((head, index) => textBetween(pieces, head.at + head.count, chosen[index + 1]?.at ?? pieces.length))
  const usual = letters.filter((_, at) => chosen[at]?.parts.number !== null && chosen[at]?.matter === null).toSorted((a, b) => a - b)
  const hardly = Math.max(1, Math.min(LEAST_TEXT * 4, (usual[usual.length >> 1] ?? 0) / 10))
  return chosen.filter((head, index) => {
    if (head.matter !== null || head.listed || head.parts.number !== null || findNamedPart(head.parts.title) !== null) return true
    return (letters[index] ?? 0) >= (index < first ? LEAST_TEXT : hardly)
  })
}

/** The highest level with two headings that are not the text's own title and that hold text, not only headings. */
function commonLevel(heads: readonly Head[], pieces: readonly Piece[], all: readonly Head[]): number | null {
  const counts = new Map<number, number>()
  const plain = heads.filter((head) => findNamedPart(head.parts.title) === null)
  for (const head of heads) {
    // One chapter among prefaces and notes is the whole text; what it is divided into are the chapters.
    const below =
      plain.filter(({ level }) => level === head.level).length === 1 &&
      plain.filter(({ level }) => level > head.level).length >= FEWEST_BELOW
    if (plain.includes(head) || (head.level > 1 && !below)) counts.set(head.level, (counts.get(head.level) ?? 0) + 1)
  }
  const levels = [...counts]
    .filter(([, count]) => count >= 2)
    .map(([level]) => level)
    .sort((one, other) => one - other)
  const found = levels.find(
    (level, index) => levels[index + 1] === undefined || !(isOnTitlePage(level, all, pieces) || onlyDivides(level, all, pieces)),
  )
  if (found !== undefined) return found
  const [only] = heads
  const isSole = only !== undefined && heads.filter((head) => head.level === only.level).length === 1
  return isSole && pieces.slice(0, only.at).some((piece) => piece.block.kind === 'paragraph') ? only.level : null
}

/** True when all headings of a level stand at the top of a text without parts, with next to nothing between them: its writer and its title. */
function isOnTitlePage(level: number, heads: readonly Head[], pieces: readonly Piece[]): boolean {
  const last = heads.findLast((head) => head.level === level)
  if (last === undefined || heads.some(({ parts }) => parts.rank === 'part')) return false
  const above = textBetween(pieces, 0, last.at)
  // A text of a few lines has no title page.
  return above < LEAST_TEXT && above * 4 < textBetween(pieces, last.at, pieces.length)
}

/** True when hardly any heading of a level has text of its own before the next heading below it. */
function onlyDivides(level: number, heads: readonly Head[], pieces: readonly Piece[]): boolean {
  const own = heads.flatMap((head, at) => (head.level === level ? [at] : []))
  const empty = own.filter((at) => (heads[at + 1]?.level ?? level) > level && textBelow(heads, at, pieces) < LEAST_TEXT)
  // All tales of a book stand below one of two titles, the other being on its title page.
  const counts =
    own.length === 2 ? own.map((at, index) => heads.slice(at + 1, own[index + 1]).filter((one) => one.level > level).length) : []
  const holdsAll =
    counts.filter((count) => count > 0).length === 1 && own.some((at, index) => (counts[index] ?? 0) >= MANY_BELOW && empty.includes(at))
  return holdsAll || empty.length * 5 >= own.length * 4
}
