import { plainInline } from '#domain/import/blocks/inline.ts'
import type { Piece } from '#domain/import/blocks/piece.ts'
import { openingsInContents } from '#domain/import/chapters/contents-openings.ts'
import type { Head, Opening } from '#domain/import/chapters/opening.ts'
import { withParts } from '#domain/import/chapters/parts.ts'
import { findNamedPart } from '#domain/import/headings/named-parts.ts'
import { isBareLabel, readTitle, titleKey } from '#domain/import/headings/titles.ts'

/** Fewer letters than this below a heading are no text of its own. */
const LEAST_TEXT = 240

/**
 * Where divisions, chapters, front and back matter begin. Empty when nothing divides the text. A file's own contents list is believed
 * first, then what printed lines say together, then the levels of headings.
 */
export function findOpenings(pieces: readonly Piece[], listed: ReadonlySet<string>): Opening[] {
  const heads = openingsInContents(pieces) ?? headsInLines(pieces) ?? chooseHeads(headsOf(pieces, listed), pieces)
  return withParts(withStrays(heads, pieces), pieces)
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
  if (printed.length === 0 || headings.length - printed.length > 1) return null
  return pieces.flatMap(({ heading, block }, at): Head[] => {
    if (!heading || heading.role === 'inner' || block.kind !== 'heading') return []
    const matter = heading.role === 'division' ? 'division' : null
    return [{ at, count: 1, level: block.level, parts: heading.parts, listed: true, matter: matter ?? null }]
  })
}

function headsOf(pieces: readonly Piece[], listed: ReadonlySet<string>): Head[] {
  const heads: Head[] = []
  const raised = raisedTitles(pieces)
  for (let at = 0; at < pieces.length; at += 1) {
    const block = pieces[at]?.block
    if (block?.kind !== 'heading') continue
    const own = readTitle(plainInline(block.text))
    const below = pieces[at + 1]?.block
    const isBelow = below?.kind === 'heading' && (below.level >= block.level || raised.has(block.level))
    const title = isBareLabel(own) && isBelow ? plainInline(below.text) : null
    const isSplit = title !== null && readTitle(title).number === null && own.rank !== 'part'
    const parts = isSplit ? { ...own, title } : own
    heads.push({ at, count: isSplit ? 2 : 1, level: block.level, parts, listed: listed.has(titleKey(parts.title)), matter: null })
    if (isSplit) at += 1
  }
  return heads
}

/**
 * The levels at which a file sets the numbers of its chapters below the titles that follow them: most bare numbers of such a level have
 * another heading right below them, of a higher level and without a number of its own.
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
  return new Set([...bare].flatMap(([level, { all, raised }]) => (raised >= 3 && raised * 3 >= all * 2 ? [level] : [])))
}

/** Numbered headings where there are any, else the highest level that has more than one heading with text below it. */
function chooseHeads(heads: readonly Head[], pieces: readonly Piece[]): Head[] {
  const parts = heads.filter(({ parts: { rank } }) => rank === 'part')
  const others = heads.filter(({ parts: { rank } }) => rank !== 'part')
  const holdsChapters = others.some(
    (head) => head.at > (parts[0]?.at ?? Number.POSITIVE_INFINITY) && findNamedPart(head.parts.title) === null,
  )
  if (parts.length >= 2 && !holdsChapters) return heads.filter((head) => parts.includes(head) || findNamedPart(head.parts.title) !== null)
  const numbered = others.filter((head) => head.parts.number !== null)
  const [first] = numbered
  const sole = numbered.length === 1 && first?.parts.word ? first.level : null
  const level = sole ?? commonLevel(numbered.length >= 2 && numbered.length * 4 >= others.length ? numbered : others, pieces, heads)
  if (level === null) return heads.filter((head) => findNamedPart(head.parts.title) !== null)
  const above = heads.filter((head) => head.level < level && findNamedPart(head.parts.title) === null)
  const firstOfLevel = heads.find((head) => head.level === level && head.parts.rank !== 'part')?.at ?? 0
  const divides = (head: Head) => above.includes(head) && (above.length > 1 || head.at > firstOfLevel)
  return heads.flatMap((head): Head[] => {
    if (head.parts.rank === 'part' || divides(head)) return [{ ...head, matter: 'division' }]
    const isOpening = head.level === level || head.listed || (head.level < level && findNamedPart(head.parts.title) !== null)
    return isOpening ? [head] : []
  })
}

/** The highest level with two headings that are not the text's own title and that hold text, not only headings. */
function commonLevel(heads: readonly Head[], pieces: readonly Piece[], all: readonly Head[]): number | null {
  const counts = new Map<number, number>()
  for (const head of heads) {
    if (findNamedPart(head.parts.title) === null || head.level > 1) counts.set(head.level, (counts.get(head.level) ?? 0) + 1)
  }
  const levels = [...counts]
    .filter(([, count]) => count >= 2)
    .map(([level]) => level)
    .sort((one, other) => one - other)
  const found = levels.find((level, index) => levels[index + 1] === undefined || !onlyDivides(level, all, pieces))
  if (found !== undefined) return found
  const [only] = heads
  const isSole = only !== undefined && heads.filter((head) => head.level === only.level).length === 1
  return isSole && pieces.slice(0, only.at).some((piece) => piece.block.kind === 'paragraph') ? only.level : null
}

/** True when hardly any heading of a level has text of its own before the next heading below it. */
function onlyDivides(level: number, heads: readonly Head[], pieces: readonly Piece[]): boolean {
  const own = heads.filter((head) => head.level === level)
  const empty = own.filter((head) => {
    const next = heads[heads.indexOf(head) + 1]
    if (!next || next.level <= level) return false
    return textBetween(pieces, head.at + head.count, next.at) < LEAST_TEXT
  })
  return empty.length * 5 >= own.length * 4
}

/** Letters of the paragraphs between two pieces. */
export function textBetween(pieces: readonly Piece[], from: number, to: number): number {
  let letters = 0
  for (let at = from; at < Math.min(to, pieces.length); at += 1) {
    const block = pieces[at]?.block
    if (block && 'text' in block && block.kind !== 'note' && block.kind !== 'heading') letters += block.text.length
    else if (block?.kind === 'verse') letters += block.lines.join(' ').length
    else if (block?.kind === 'quotation') letters += block.paragraphs.join(' ').length
    else if (block?.kind === 'list') letters += block.items.join(' ').length
  }
  return letters
}
