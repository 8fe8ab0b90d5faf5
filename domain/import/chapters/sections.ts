import { plainInline } from '#domain/import/blocks/inline.ts'
import type { Piece } from '#domain/import/blocks/piece.ts'
import { findNamedPart, isPartWord, readTitle, type TitleParts, titleKey } from '#domain/import/headings/titles.ts'

/** Where a part of the text begins. */
export type Opening = {
  /** The index of the piece that begins it. */
  at: number
  part: 'front' | 'chapter' | 'back'
  parts: TitleParts
  /** How many pieces from there on are its heading; none where only the file's contents list tells that it begins. */
  count: number
}

type Head = { at: number; count: number; level: number; parts: TitleParts; listed: boolean }

/** Where chapters, front and back matter begin. Empty when nothing divides the text. */
export function findOpenings(pieces: readonly Piece[], listed: ReadonlySet<string>): Opening[] {
  const heads = headsOf(pieces, listed)
  const chosen = fromContents(pieces) ?? chooseHeads(heads, pieces)
  return sortParts(chosen)
}

function headsOf(pieces: readonly Piece[], listed: ReadonlySet<string>): Head[] {
  const heads: Head[] = []
  for (let at = 0; at < pieces.length; at += 1) {
    const block = pieces[at]?.block
    if (block?.kind !== 'heading') continue
    const own = readTitle(plainInline(block.text))
    const below = pieces[at + 1]?.block
    const title = isBareLabel(own) && below?.kind === 'heading' ? plainInline(below.text) : null
    const isSplit = title !== null && readTitle(title).number === null && !isPartWord(own.word)
    const parts = isSplit ? { ...own, title } : own
    heads.push({ at, count: isSplit ? 2 : 1, level: block.level, parts, listed: listed.has(titleKey(parts.title)) })
    if (isSplit) at += 1
  }
  return heads
}

function isBareLabel(parts: TitleParts): boolean {
  return parts.number !== null && parts.label === parts.title
}

/** The file's own contents list: its entries, or what stands under them where an entry is only a "Part" or the book itself. */
function fromContents(pieces: readonly Piece[]): Head[] | null {
  const entries = pieces.flatMap(({ entry }, at) => {
    if (!entry) return []
    const own = ownHeading(pieces, at, entry.title)
    return [{ at, count: own?.count ?? 0, level: entry.level, parts: own?.parts ?? readTitle(entry.title), listed: true }]
  })
  const chapters = entries.filter((head) => findNamedPart(head.parts.title) === null)
  if (chapters.length < 2) return null
  const top = Math.min(...chapters.map((head) => head.level))
  const tops = chapters.filter((head) => head.level === top)
  return entries.filter((head, index) => {
    const hasChildren = (entries[index + 1]?.level ?? 0) > head.level
    const divides = hasChildren && (isPartWord(head.parts.word) || tops.length === 1)
    if (head.level < top) return findNamedPart(head.parts.title) !== null
    if (head.level === top) return !divides
    const parent = entries.slice(0, index).findLast((other) => other.level === top)
    const parentDivides = parent !== undefined && (isPartWord(parent.parts.word) || tops.length === 1)
    return parentDivides && head.level === top + 1
  })
}

/** The heading under an entry of the contents list, where it says what the entry says: one piece, or a label and a title. */
function ownHeading(pieces: readonly Piece[], at: number, title: string): { parts: TitleParts; count: number } | null {
  const [first, second] = [headingText(pieces[at]), headingText(pieces[at + 1])]
  if (first === null) return null
  const isSame = (one: string, other: string) =>
    titleKey(one) === titleKey(other) || titleKey(readTitle(one).title) === titleKey(readTitle(other).title)
  const parts = readTitle(first)
  if (isBareLabel(parts) && second !== null && (titleKey(first + second) === titleKey(title) || isSame(second, title))) {
    return { parts: { ...parts, title: second }, count: 2 }
  }
  return isSame(first, title) ? { parts, count: 1 } : null
}

function headingText(piece: Piece | undefined): string | null {
  const block = piece?.block
  return block?.kind === 'heading' || block?.kind === 'paragraph' ? plainInline(block.text) : null
}

/** Numbered headings where there are any, else the highest level that has more than one heading. */
function chooseHeads(heads: readonly Head[], pieces: readonly Piece[]): Head[] {
  const numbered = heads.filter((head) => head.parts.number !== null && !isPartWord(head.parts.word))
  const [first] = numbered
  const sole = numbered.length === 1 && first?.parts.word ? first.level : null
  const level = sole ?? commonLevel(numbered.length >= 2 ? numbered : heads.filter((head) => !isPartWord(head.parts.word)), pieces)
  if (level === null) return heads.filter((head) => findNamedPart(head.parts.title) !== null)
  return heads.filter((head) => {
    if (isPartWord(head.parts.word)) return false
    if (head.level === level) return true
    return head.listed || (head.level < level && findNamedPart(head.parts.title) !== null)
  })
}

/** The highest level with two headings that are not the text's own title. */
function commonLevel(heads: readonly Head[], pieces: readonly Piece[]): number | null {
  const counts = new Map<number, number>()
  for (const head of heads)
    if (findNamedPart(head.parts.title) === null || head.level > 1) counts.set(head.level, (counts.get(head.level) ?? 0) + 1)
  const levels = [...counts].filter(([, count]) => count >= 2).map(([level]) => level)
  if (levels.length > 0) return Math.min(...levels)
  const [only] = heads
  const isSole = only !== undefined && heads.filter((head) => head.level === only.level).length === 1
  return isSole && pieces.slice(0, only.at).some((piece) => piece.block.kind === 'paragraph') ? only.level : null
}

/** What comes before the first chapter proper and is named so is front matter; what comes after the last one is back matter. */
function sortParts(heads: readonly Head[]): Opening[] {
  const kinds = heads.map((head) => (head.parts.number !== null ? 'chapter' : (findNamedPart(head.parts.title) ?? 'chapter')))
  const numbered = heads.some((head) => head.parts.number !== null)
  const again = countedAgain(heads, kinds)
  const proper = heads.map((head, at) => (numbered ? head.parts.number !== null && !again.has(at) : kinds[at] === 'chapter'))
  const first = proper.indexOf(true)
  const last = proper.lastIndexOf(true)
  return heads.flatMap(({ at, parts, count }, index): Opening[] => {
    const kind = kinds[index]
    if (again.has(index)) return []
    if (first < 0) return [{ at, part: kind === 'back' ? 'back' : 'chapter', parts, count }]
    if (index < first) return [{ at, part: 'front', parts, count }]
    if (index > last) return [{ at, part: kind === 'chapter' ? 'chapter' : 'back', parts, count }]
    return proper[index] || !numbered || kind === 'chapter' ? [{ at, part: 'chapter', parts, count }] : []
  })
}

/** The headings that name chapters once more, over their notes at the end of the text. */
function countedAgain(heads: readonly Head[], kinds: readonly (Opening['part'] | 'chapter')[]): Set<number> {
  const back = kinds.lastIndexOf('back', kinds.lastIndexOf('chapter'))
  if (back < 0 || !/note|anmerkung/i.test(heads[back]?.parts.title ?? '')) return new Set()
  const seen = new Set(heads.slice(0, back).map((head) => head.parts.number))
  const numbered = heads.flatMap((head, at) => (at > back && head.parts.number !== null ? [at] : []))
  return new Set(numbered.every((at) => seen.has(heads[at]?.parts.number ?? null)) ? numbered : [])
}
