import type { Piece } from '#domain/import/blocks/piece.ts'
import type { Head } from '#domain/import/chapters/opening.ts'
import { textBetween } from '#domain/import/chapters/text-between.ts'
import { findNamedPart } from '#domain/import/heading-words/named-parts.ts'

/** Fewer letters than this below a heading are no text of its own: a motto. */
const LEAST_TEXT = 240

/** Headings without a number and without text right above numbered chapters of their level are the half titles of parts, where there are several. */
export function withHalfTitles(chosen: readonly Head[], pieces: readonly Piece[]): Head[] {
  const halves = chosen.filter((head, index) => {
    const next = chosen[index + 1]
    if (head.matter !== null || head.parts.number !== null || findNamedPart(head.parts.title) !== null) return false
    if (next?.matter !== null || next.parts.number === null || next.level !== head.level || chosen[index - 1]?.matter === 'division')
      return false
    return textBetween(pieces, head.at + head.count, next.at) < LEAST_TEXT
  })
  return halves.length < 2 ? [...chosen] : chosen.map((head) => (halves.includes(head) ? { ...head, matter: 'division' } : head))
}
