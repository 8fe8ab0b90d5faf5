import type { Piece } from '#domain/import/blocks/piece.ts'
import type { Head } from '#domain/import/chapters/opening.ts'
import { textBetween } from '#domain/import/chapters/text-between.ts'
import { findNamedPart } from '#domain/import/heading-words/named-parts.ts'

/** So many titles with a date are those of a diary, or of letters. */
const FEWEST_DATED = 8

/**
 * Without the few headings among dates that say none and stand over less than most days do: "In the evening" is an hour of the day above it. What
 * somebody else tells of the writer is longer.
 */
export function withoutHours(heads: readonly Head[], pieces: readonly Piece[]): Head[] {
  const isOwn = ({ matter, parts }: Head) => matter === null && parts.number === null && findNamedPart(parts.title) === null
  const own = heads.filter(isOwn)
  const dated = own.filter(({ parts }) => /\p{Nd}/u.test(parts.title))
  if (
    dated.length < FEWEST_DATED ||
    dated.length * 6 < own.length * 5 ||
    own.length < heads.filter(({ matter }) => matter === null).length * 0.9
  )
    return [...heads]
  const lettersOf = (head: Head) => textBetween(pieces, head.at + head.count, heads[heads.indexOf(head) + 1]?.at ?? pieces.length)
  const letters = dated.map(lettersOf).toSorted((one, other) => one - other)
  const usual = letters[letters.length >> 1] ?? 0
  const hours = own.filter((head) => !dated.includes(head) && own[0] !== head && lettersOf(head) < usual)
  return heads.filter((head) => !hours.includes(head))
}
