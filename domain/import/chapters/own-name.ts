import { plainInline } from '#domain/import/blocks/inline.ts'
import type { Piece } from '#domain/import/blocks/piece.ts'
import type { ReportEntry } from '#domain/import/blocks/text.ts'
import { LEAST_TEXT } from '#domain/import/chapters/half-titles.ts'
import type { Opening } from '#domain/import/chapters/opening.ts'
import { textBetween } from '#domain/import/chapters/text-between.ts'
import { findNamedPart } from '#domain/import/heading-words/named-parts.ts'
import { readTitle, titleKey } from '#domain/import/heading-words/titles.ts'
import { startsLarge } from '#domain/import/words/sentence.ts'

/*
 * Books print their title again above the first chapter, and above each volume. It divides nothing and names no chapter.
 */

const LONGEST_LINE = 60

/** What the file says of the text. */
type About = { title: string | null; creator: string | null }

/**
 * The pieces without the headings that say the name of the text once more, past the one at its top. One with text below it, or with what may
 * be its own sections, is the title of a chapter.
 */
export function withoutNameAgain(pieces: readonly Piece[], { title }: About, report: ReportEntry[]): Piece[] {
  if (title === null) return [...pieces]
  const key = nameKey(title)
  const headings = pieces.flatMap(({ block }, at) =>
    block.kind === 'heading' ? [{ at, level: block.level, text: plainInline(block.text) }] : [],
  )
  const first = headings.findIndex(({ text }) => nameKey(text) === key)
  const again = headings.filter(({ at, level, text }, index) => {
    const next = headings[index + 1]
    const entry = pieces[at]?.entry
    // What the contents list calls so is a page of its own.
    if (!next || nameKey(text) !== key || (entry && nameKey(entry.title) === key)) return false
    if (textBetween(pieces, at, next.at) >= LEAST_TEXT || (index === first && textBetween(pieces, 0, at) < LEAST_TEXT)) return false
    const { number, rank } = readTitle(next.text)
    return next.level <= level || number !== null || rank === 'part'
  })
  for (const { at, text } of again) report.push(left(pieces[at], text))
  const gone = new Set(again.map(({ at }) => at))
  return gone.size === 0
    ? [...pieces]
    : pieces.flatMap((piece, at) => (gone.has(at) ? [] : [withEntryAbove(piece, pieces[at - 1], gone.has(at - 1))]))
}

/** What the contents list begins at a piece that goes begins at the next one. */
function withEntryAbove(piece: Piece, above: Piece | undefined, isGone: boolean): Piece {
  return isGone && above?.entry && !piece.entry ? { ...piece, entry: above.entry } : piece
}

/** True for a line of a title page: "By Ida Brook". */
export function isByline(text: string, creator: string | null): boolean {
  const name = /^(?:by|von|par|di|de|por|door|av|af)\s+(?=\S)/iu.exec(text)
  return creator !== null && name !== null && titleKey(text.slice(name[0].length)) === titleKey(creator)
}

/** The openings, and the pieces that are none of a chapter's, since they say the name of the text. */
export type WithoutName = { openings: Opening[]; gone: ReadonlySet<Piece> }

/** In printed lines the name of a chapter may follow that of the text on a line by itself: that one is the chapter's. */
export function withoutOwnName(
  found: readonly Opening[],
  pieces: readonly Piece[],
  { title, creator }: About,
  report: ReportEntry[],
): WithoutName {
  const gone = new Set<Piece>()
  if (title === null) return { openings: [...found], gone }
  const openings = found.map((opening, index): Opening => {
    const { at, count, part, parts } = opening
    if (part !== 'chapter' || parts.number !== null || count === 0 || nameKey(parts.title) !== nameKey(title)) return opening
    const below = lineBelow(pieces, at + count, creator)
    if (below === null) return opening
    const own = pieces.slice(at, at + count)
    for (const piece of own) gone.add(piece)
    report.push(left(own[0], own.map(({ block }) => ('text' in block ? plainInline(block.text) : '')).join(' ')))
    const told = readTitle(below.text)
    const isFront = index === 0 && findNamedPart(told.title) === 'front'
    return { ...opening, at: below.at, count: 1, parts: told, part: isFront ? 'front' : part }
  })
  return { openings, gone }
}

function left(piece: Piece | undefined, before: string): ReportEntry {
  return { kind: 'dropped', origin: piece?.block.origin ?? { line: 1 }, reason: 'title of the text, printed again', before, after: null }
}

const nameKey = (title: string) => titleKey(title.replace(/\s*&\s*/g, ' and '))

/** The name of a chapter on the line below, past the writer's. */
function lineBelow(pieces: readonly Piece[], from: number, creator: string | null): { at: number; text: string } | null {
  for (let at = from; at < from + 2; at += 1) {
    const { block, places } = pieces[at] ?? {}
    if (block?.kind !== 'paragraph' || places?.length === 0) return null
    const text = plainInline(block.text)
    if (creator !== null && titleKey(text) === titleKey(creator)) continue
    return text.length <= LONGEST_LINE && startsLarge(text) && /[\p{L}\p{N}.]$/u.test(text) ? { at, text } : null
  }
  return null
}
