import { plainInline } from '#domain/import/blocks/inline.ts'
import type { Piece } from '#domain/import/blocks/piece.ts'
import type { ReportEntry } from '#domain/import/blocks/text.ts'
import { LEAST_TEXT } from '#domain/import/chapters/half-titles.ts'
import type { Opening } from '#domain/import/chapters/opening.ts'
import { textBetween } from '#domain/import/chapters/text-between.ts'
import { findNamedPart } from '#domain/import/heading-words/named-parts.ts'
import { readTitle, titleKey } from '#domain/import/heading-words/titles.ts'
import { startsLarge } from '#domain/import/words/sentence.ts'

const LONGEST_LINE = 60
const AGAIN = 'title of the text, printed again'

/** The openings without those that only say the name of the text once more, and the pieces that say it. */
export type WithoutName = { openings: Opening[]; gone: ReadonlySet<Piece> }

/**
 * Books print their title again above the first chapter. What stands there with its number or name is a chapter, the title is none: with next
 * to nothing below it, it goes; in printed lines, where the name of a chapter follows on a line by itself, that one is the chapter's.
 */
export function withoutOwnName(
  found: readonly Opening[],
  pieces: readonly Piece[],
  { title, creator }: { title: string | null; creator: string | null },
  report: ReportEntry[],
): WithoutName {
  const gone = new Set<Piece>()
  if (title === null) return { openings: [...found], gone }
  const leaveOut = (own: readonly Piece[]) => {
    for (const piece of own) gone.add(piece)
    const before = own.map(({ block }) => ('text' in block ? plainInline(block.text) : '')).join(' ')
    report.push({ kind: 'dropped', origin: own[0]?.block.origin ?? { line: 1 }, reason: AGAIN, before, after: null })
  }
  const isName = ({ block }: Piece) => block.kind === 'heading' && nameKey(plainInline(block.text)) === nameKey(title)
  const openings = found.flatMap((opening, index): Opening[] => {
    const { at, count, part, parts } = opening
    const above = index > 0 ? pieces[at - 1] : undefined
    if (above && isName(above) && !gone.has(above)) leaveOut([above])
    const next = found[index + 1]
    if (part !== 'chapter' || parts.number !== null || count === 0 || !next || nameKey(parts.title) !== nameKey(title)) return [opening]
    const below = textBetween(pieces, at + count, next.at) < LEAST_TEXT ? null : lineBelow(pieces, at + count, creator)
    if (below === null && textBetween(pieces, at + count, next.at) >= LEAST_TEXT) return [opening]
    leaveOut(pieces.slice(at, at + count))
    if (below === null) return []
    const told = readTitle(below.text)
    const isFront = index === 0 && findNamedPart(told.title) === 'front'
    return [{ ...opening, at: below.at, count: 1, parts: told, part: isFront ? 'front' : part }]
  })
  return { openings, gone }
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
