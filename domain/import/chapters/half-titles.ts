import type { Piece } from '#domain/import/blocks/piece.ts'
import type { Head } from '#domain/import/chapters/opening.ts'
import { textBetween } from '#domain/import/chapters/text-between.ts'
import { findNamedPart } from '#domain/import/heading-words/named-parts.ts'

/** Fewer letters than this below a heading are no text of its own: a motto. */
export const LEAST_TEXT = 240

/** More titles than this with nothing below them have no subtitle: they are half titles, or no titles. */
const MOST_SUBTITLES = 2

/** Where one or two titles of many have nothing below them but another of their level, that one is their subtitle. */
export function withoutSubtitles(chosen: readonly Head[], pieces: readonly Piece[]): Head[] {
  const isTitle = (head: Head | undefined) =>
    head?.matter === null && head.parts.number === null && findNamedPart(head.parts.title) === null
  // The first one is the title of the book once more.
  const first = chosen.findIndex(isTitle)
  const below = chosen.filter((head, index) => {
    const title = chosen[index - 1]
    if (!title || index - 1 === first || title.level !== head.level || !isTitle(title) || !isTitle(head)) return false
    return textBetween(pieces, title.at + title.count, head.at) === 0
  })
  return below.length <= MOST_SUBTITLES && below.length * 5 <= chosen.length ? chosen.filter((head) => !below.includes(head)) : [...chosen]
}

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
