/**
 * Offsets in this house count UTF-16 units, as JavaScript does; the W3C's annotation model counts Unicode code points. They differ by
 * one for every pair of surrogates before them. Half of a pair that stands alone counts as one code point, as in a string's iterator.
 */

/** Where the second halves of a text's surrogate pairs stand, in order: all that is needed to convert offsets in it. */
export type Pairs = readonly number[]

const PAIR = /[\ud800-\udbff][\udc00-\udfff]/g

/** Reads a text once; then each offset takes a binary search. */
export function findPairs(text: string): Pairs {
  const pairs: number[] = []
  for (const { index } of text.matchAll(PAIR)) pairs.push(index + 1)
  return pairs
}

/** @param offset in UTF-16 units; one inside a pair counts as the pair's end */
export function toCodePoints(pairs: Pairs, offset: number): number {
  return offset - countWhile(pairs, (half) => half < offset)
}

/** @param point an offset in code points */
export function toUtf16(pairs: Pairs, point: number): number {
  return point + countWhile(pairs, (half, at) => half - 1 - at < point)
}

/** How many pairs at the beginning fulfil a condition that no later one fulfils. */
function countWhile(pairs: Pairs, holds: (half: number, at: number) => boolean): number {
  let [low, high] = [0, pairs.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (holds(pairs[middle] as number, middle)) low = middle + 1
    else high = middle
  }
  return low
}
