import { compare } from '#domain/anchoring/compare.ts'
import { follower } from '#domain/anchoring/follow.ts'
import { clamp, widenToGraphemes } from '#domain/anchoring/graphemes.ts'
import type { Reanchored } from '#domain/anchoring/outcome.ts'
import type { Passage } from '#domain/anchoring/passage.ts'

/**
 * Finds passages of one edition again in the next. The editions are compared once, whatever the number of passages;
 * the time grows with the sizes of the texts plus the number of passages.
 * @param before the plain text that the passages were described in
 * @param after the plain text of the new edition
 * @param passages UTF-16 offsets in `before`, `end` exclusive; offsets outside it count as its ends
 * @returns one result for each passage, in the same order; every offset lies inside `after`, on a grapheme's edge
 */
export function reanchor(before: string, after: string, passages: Passage[]): Reanchored[] {
  if (before === after) return passages.map((passage) => ({ kind: 'same', ...widenToGraphemes(after, passage) }))
  const follow = follower(before, after, compare(before, after))
  return passages.map(({ start, end }) => follow({ start: clamp(before, start), end: clamp(before, end) }))
}
