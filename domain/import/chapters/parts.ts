import type { Piece } from '#domain/import/blocks/piece.ts'
import type { Matter } from '#domain/import/blocks/text.ts'
import type { Head, Opening } from '#domain/import/chapters/opening.ts'
import { textBetween } from '#domain/import/chapters/text-between.ts'
import { findNamedPart, isEpilogue } from '#domain/import/heading-words/named-parts.ts'

/** Of so many numbered chapters, one thing without a number may stand before the first chapter of a part. */
const MOST_PREFACES = 5

/** So many chapters of a list stand beside each numbered one at most. */
const MOST_UNCOUNTED = 4
/** So many pieces of back matter stand around each that is not called so. */
const FEWEST_AROUND = 3

/** So many numbered chapters show how long they are, and what is so many times shorter after the last of them is none. */
const FEWEST_USUAL = 8
const SHORT = 6

/** What comes before the first chapter proper and is named so is front matter; what comes after the last one is back matter. */
export function withParts(heads: readonly Head[], pieces: readonly Piece[]): Opening[] {
  const kinds = heads.map(
    (head): Matter => head.matter ?? (head.parts.number !== null ? 'chapter' : (findNamedPart(head.parts.title) ?? 'chapter')),
  )
  const told = heads.some(({ matter }) => matter === 'front' || matter === 'back')
  const numbered = !told && areNumbered(heads, kinds)
  const again = countedAgain(heads, kinds)
  const proper = heads.map(
    (head, at) =>
      kinds[at] !== 'division' &&
      (numbered ? (head.parts.number !== null || head.matter === 'chapter') && !again.has(at) : kinds[at] === 'chapter'),
  )
  for (const at of amongBackMatter(kinds)) proper[at] = false
  // The title of the whole, above a preface, is no chapter.
  const first = proper.findIndex((is, at) => is && !(kinds[at + 1] === 'front' && lettersBelow(heads, pieces, at) === 0))
  const last = proper.lastIndexOf(true)
  const prefaces = numbered ? prefacesOfParts(heads, kinds) : new Set<number>()
  const isShort = shortAmong(heads, proper, pieces)
  const openings = heads.flatMap(({ at, parts, count, beside }, index): Opening[] => {
    const kind = kinds[index] ?? 'chapter'
    const apart = beside && { beside }
    if (again.has(index) || (prefaces.has(index) && index > first)) return []
    if (kind === 'division') return [{ at, part: index > last ? 'back' : 'division', parts, count }]
    if (first < 0) return [{ at, part: 'chapter', parts, count }]
    if (index < first) return [{ at, part: told && kind === 'chapter' ? 'chapter' : 'front', parts, count }]
    if (index > last && numbered && (isEpilogue(parts.title) || (!beside && isShort(index) && findNamedPart(parts.title) === null)))
      return [{ at, part: 'back', parts, count }]
    if (index > last)
      return [{ at, part: kind === 'chapter' && !hasBackBefore(kinds, last, index) ? 'chapter' : 'back', parts, count, ...apart }]
    return proper[index] || !numbered || kind === 'chapter' ? [{ at, part: 'chapter', parts, count, ...apart }] : []
  })
  return openings.filter(({ at }) => at < pieces.length)
}

/** Says of a heading whether it has far less text below it than most of many numbered chapters. */
function shortAmong(heads: readonly Head[], proper: readonly boolean[], pieces: readonly Piece[]): (index: number) => boolean {
  const counted = heads.flatMap(({ parts }, at) => (proper[at] && parts.number !== null ? [at] : []))
  if (counted.length < FEWEST_USUAL) return () => false
  const lettersOf = (at: number) => lettersBelow(heads, pieces, at)
  const usual = counted.map(lettersOf).toSorted((one, other) => one - other)[counted.length >> 1] ?? 0
  return (index) => heads[index]?.parts.number === null && lettersOf(index) * SHORT < usual
}

/** Letters between a heading and the next one. */
function lettersBelow(heads: readonly Head[], pieces: readonly Piece[], at: number): number {
  return textBetween(pieces, (heads[at]?.at ?? 0) + (heads[at]?.count ?? 0), heads[at + 1]?.at ?? pieces.length)
}

/** True where chapters have numbers. A few entries of a contents list that have some do not make the others front matter. */
function areNumbered(heads: readonly Head[], kinds: readonly Matter[]): boolean {
  const counted = heads.filter(({ parts, matter }) => parts.number !== null && matter !== 'division').length
  const others = heads.filter(({ parts, listed }, at) => listed && parts.number === null && kinds[at] === 'chapter').length
  return counted > 0 && others <= counted * MOST_UNCOUNTED
}

/**
 * What stands between the heading of a part and its first chapter, where nearly all chapters are numbered and begin anew in each part:
 * it belongs to the part, and begins its first chapter.
 */
function prefacesOfParts(heads: readonly Head[], kinds: readonly Matter[]): Set<number> {
  const found: number[] = []
  let waiting: number[] | null = null
  heads.forEach((head, at) => {
    if (kinds[at] === 'division') waiting = []
    else if (head.parts.number === null && head.matter === null) waiting?.push(at)
    else {
      if (head.parts.number === 1) found.push(...(waiting ?? []))
      waiting = null
    }
  })
  const counted = heads.filter((head, at) => head.parts.number !== null && kinds[at] !== 'division').length
  return new Set(found.length * MOST_PREFACES <= counted ? found : [])
}

/** The places of headings that could be chapters but stand among several appendices and notes at the end of a text: these go with them. */
function amongBackMatter(kinds: readonly Matter[]): number[] {
  const from = kinds.indexOf('back', kinds.indexOf('chapter'))
  const tail = from < 0 ? [] : kinds.slice(from)
  const others = tail.flatMap((kind, index) => (kind === 'chapter' ? [from + index] : []))
  return !tail.includes('division') && tail.length - others.length >= others.length * FEWEST_AROUND ? others : []
}

/** True when something after the last chapter is back matter: what follows that is, too. */
function hasBackBefore(kinds: readonly Matter[], last: number, index: number): boolean {
  return kinds.slice(last + 1, index).includes('back')
}

/** The headings that name chapters once more, over their notes at the end of the text. */
function countedAgain(heads: readonly Head[], kinds: readonly Matter[]): Set<number> {
  const back = kinds.lastIndexOf('back', kinds.lastIndexOf('chapter'))
  if (back < 0 || !/note|anmerkung|примечани/i.test(heads[back]?.parts.title ?? '')) return new Set()
  const seen = new Set(heads.slice(0, back).map((head) => head.parts.number))
  const numbered = heads.flatMap((head, at) => (at > back && head.parts.number !== null ? [at] : []))
  return new Set(numbered.every((at) => seen.has(heads[at]?.parts.number ?? null)) ? numbered : [])
}

/**
 * The parts of sections put in an order that a guide can have: what stands before the chapters, the chapters, what stands after them.
 * Where one is out of its place, it is a chapter among the others.
 */
export function inOrder<Section extends { part: 'front' | 'chapter' | 'back' }>(sections: readonly Section[]): Section[] {
  const isChapter = sections.map(({ part }) => part === 'chapter')
  const [first, last] = [isChapter.indexOf(true), isChapter.lastIndexOf(true)]
  if (first < 0) return [...sections]
  return sections.map((section, at) => {
    if (section.part === 'back' && at < first) return { ...section, part: 'front' }
    if (section.part === 'front' && at > last) return { ...section, part: 'back' }
    return section.part !== 'chapter' && at > first && at < last ? { ...section, part: 'chapter' } : section
  })
}
