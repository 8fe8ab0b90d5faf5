import { plainInline } from '#domain/import/blocks/inline.ts'
import type { Piece } from '#domain/import/blocks/piece.ts'
import { chooseHeads } from '#domain/import/chapters/choose-heads.ts'
import { LEAST_TEXT, openingsInContents } from '#domain/import/chapters/contents-openings.ts'
import { withoutHours } from '#domain/import/chapters/dated-heads.ts'
import { withHalfTitles } from '#domain/import/chapters/half-titles.ts'
import type { Head, Opening } from '#domain/import/chapters/opening.ts'
import { isByline } from '#domain/import/chapters/own-name.ts'
import { withParts } from '#domain/import/chapters/parts.ts'
import { textBelow, textBetween } from '#domain/import/chapters/text-between.ts'
import { findNamedPart, isLastWords } from '#domain/import/heading-words/named-parts.ts'
import { findMisspelt, findOwnWords } from '#domain/import/heading-words/own-words.ts'
import { isBareLabel, type OwnWords, readTitle, titleKey } from '#domain/import/heading-words/titles.ts'

/** A year with more letters than this below it is what that is called, not when the book was printed. */
const LEAST_IN_YEAR = 2_000
/** So many headings with nothing below them are a title page. */
const FEWEST_LINES = 3

/**
 * Where divisions, chapters, front and back matter begin. Empty when nothing divides the text. A file's own contents list is believed
 * first, then what printed lines say together, then the levels of headings.
 */
export function findOpenings(pieces: readonly Piece[], listed: ReadonlySet<string>, creator: string | null): Opening[] {
  const printed = headsInLines(pieces)
  const heads =
    openingsInContents(pieces) ??
    (printed && withoutHours(withHalfTitles(printed, pieces), pieces)) ??
    chooseHeads(
      withoutTitlePage(
        headsOf(pieces, listed).filter(({ parts }) => !isByline(parts.title, creator)),
        pieces,
      ),
      pieces,
    )
  return withoutSoleDivision(withParts(withStrays(heads, pieces), pieces))
}

/**
 * Divisions that all stand above the first chapter divide nothing, unless the last one says that it is the first part: they are the title of the
 * book once more, or the volume of an edition.
 */
function withoutSoleDivision(openings: readonly Opening[]): Opening[] {
  const first = openings.findIndex(({ part }) => part === 'chapter')
  const isAbove = openings.every(({ part, beside }, at) => !beside && (part !== 'division' || at < first))
  const last = openings.findLast(({ part }) => part === 'division')
  if (!isAbove || (last?.parts.rank === 'part' && (last.parts.number ?? 1) === 1)) return [...openings]
  return openings.filter(({ part }) => part !== 'division')
}

/** Without several headings that say nothing and hold nothing before the first one of their level with text below it: the lines of a title page. */
function withoutTitlePage(heads: readonly Head[], pieces: readonly Piece[]): Head[] {
  const first = heads.findIndex(({ at }) => textBelow(pieces, at) >= LEAST_TEXT)
  const lines = new Set(heads.slice(0, Math.max(0, first)).filter(({ level }) => level === heads[first]?.level))
  const empty = [...lines].filter(({ at }) => textBelow(pieces, at) === 0)
  const isPlain = [...lines].every(
    ({ parts: { number, rank, title } }) => number === null && rank === null && findNamedPart(title) === null,
  )
  return isPlain && empty.length >= FEWEST_LINES ? heads.filter((head) => !lines.has(head)) : [...heads]
}

/** What the contents list does not name but the file sets apart: it is not the end of the last chapter. */
function withStrays(heads: readonly Head[], pieces: readonly Piece[]): Head[] {
  const told = new Map(
    pieces.flatMap(({ entry }, at) => (entry?.matter === 'back' || entry?.matter === 'front' ? [[at, entry] as const] : [])),
  )
  if (told.size === 0) return [...heads]
  const known = heads.map((head) => ({ ...head, matter: told.get(head.at)?.matter ?? head.matter }))
  const strays = [...told].flatMap(([at, { title, matter }]): Head[] =>
    heads.some((head) => head.at === at) ? [] : [{ at, count: 0, level: 1, parts: readTitle(title), listed: true, matter: matter ?? null }],
  )
  return [...known, ...strays].sort((one, other) => one.at - other.at)
}

/** What the printed lines say; null where the text has headings that are none of theirs. */
function headsInLines(pieces: readonly Piece[]): Head[] | null {
  const headings = pieces.filter(({ block }) => block.kind === 'heading')
  const printed = headings.filter(({ heading }) => heading !== undefined)
  const first = pieces.findIndex(({ heading }) => heading !== undefined)
  const others = pieces.slice(first).filter(({ block, heading }) => block.kind === 'heading' && heading === undefined)
  const openings = printed.filter(({ heading }) => heading?.role !== 'inner')
  if (printed.length === 0 || others.length > 1 || headings.length - printed.length > openings.length) return null
  return pieces.flatMap(({ heading, block }, at): Head[] => {
    if (!heading || heading.role === 'inner' || block.kind !== 'heading') return []
    const matter = heading.role === 'division' ? 'division' : null
    const beside = heading.role === 'beside' ? ({ beside: true } as const) : {}
    return [{ at, count: 1, level: block.level, parts: heading.parts, listed: true, matter, ...beside }]
  })
}

/** The headings of a file. Where a numbering of theirs lacks a number, the heading that has it beside a misspelt word is one of them. */
function headsOf(pieces: readonly Piece[], listed: ReadonlySet<string>): Head[] {
  const heads = readHeads(pieces, listed)
  const worded = heads.flatMap(({ at, parts: { word, rank, number } }) =>
    word !== null && rank === 'chapter' && number !== null ? [{ at, form: word, number }] : [],
  )
  const alone = heads.map(({ at, parts }) => ({ at, text: parts.title }))
  if (worded.length < 2) {
    const own = findOwnWords(alone, (from, to) => textBetween(pieces, Math.max(0, from), to))
    return own.size === 0 ? heads : readHeads(pieces, listed, own)
  }
  const meant = findMisspelt(alone, worded)
  return meant.size === 0 ? heads : readHeads(pieces, listed, new Set(meant.keys()))
}

function readHeads(pieces: readonly Piece[], listed: ReadonlySet<string>, words?: OwnWords): Head[] {
  const heads: Head[] = []
  const raised = raisedTitles(pieces)
  for (let at = 0; at < pieces.length; at += 1) {
    const block = pieces[at]?.block
    if (block?.kind !== 'heading' || isLastWords(plainInline(block.text))) continue
    const own = readTitle(plainInline(block.text), words)
    // The year on a title page, a row of stars; a year above much text is what that is called.
    if (own.number === null && !/\p{L}/u.test(own.title) && !(/^\d{4}$/.test(own.title) && textBelow(pieces, at) >= LEAST_IN_YEAR)) continue
    const below = pieces[at + 1]?.block
    const isBelow = below?.kind === 'heading' && (below.level >= block.level || raised.has(block.level))
    const title = isBareLabel(own) && isBelow ? plainInline(below.text) : null
    const said = title === null ? null : readTitle(title)
    // A title may be nothing but a number as well: "Chapter 113" / "13".
    const isTitle = said?.number === null || (said !== null && raised.has(block.level) && own.word !== null && said.word === null)
    const isSplit = title !== null && isTitle && own.rank !== 'part'
    const parts = isSplit ? { ...own, title } : own
    heads.push({ at, count: isSplit ? 2 : 1, level: block.level, parts, listed: listed.has(titleKey(parts.title)), matter: null })
    if (isSplit) at += 1
  }
  return heads
}

/**
 * The levels at which a file sets the numbers of its chapters below the titles that follow them: many bare numbers of such a level have
 * another heading right below them, of a higher level and without a number of its own. Some chapters may have no title.
 */
function raisedTitles(pieces: readonly Piece[]): Set<number> {
  const bare = new Map<number, { all: number; raised: number }>()
  pieces.forEach(({ block }, at) => {
    if (block.kind !== 'heading' || !isBareLabel(readTitle(plainInline(block.text)))) return
    const count = bare.get(block.level) ?? { all: 0, raised: 0 }
    const below = pieces[at + 1]?.block
    count.all += 1
    if (below?.kind === 'heading' && below.level < block.level && readTitle(plainInline(below.text)).number === null) count.raised += 1
    bare.set(block.level, count)
  })
  return new Set([...bare].flatMap(([level, { all, raised }]) => (raised >= 3 && raised * 4 >= all ? [level] : [])))
}
