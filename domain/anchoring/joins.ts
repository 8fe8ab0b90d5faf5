import { type Alignment, claim, NONE } from '#domain/anchoring/alignment.ts'
import { spelling } from '#domain/anchoring/spelling.ts'
import type { Tokens } from '#domain/anchoring/tokens.ts'

/**
 * Matches two words with the one that they were run into ("wrote to" and "wroteto"), or the other way round, where a neighbour
 * holds them in place: scans lose and add spaces. The weightier of the two takes the match.
 */
export function matchJoined(alignment: Alignment): void {
  const { a, b, to, strands } = alignment
  for (let at = 0; at < a.count; at++) {
    if (at > 0 && to[at] === NONE && to[at - 1] !== NONE) match(at, (to[at - 1] as number) + 1, strands[at - 1] as number)
  }
  for (let at = a.count - 2; at >= 0; at--) {
    if (to[at] === NONE && to[at + 1] !== NONE) matchBack(at, (to[at + 1] as number) - 1, strands[at + 1] as number)
  }

  /** Tries the tokens from here on: two of one text for one of the other. */
  function match(i: number, j: number, strand: number): void {
    if (isAlike(a, i, b, j)) claimOne(heavier(a, i), j, strand)
    else if (isAlike(b, j, a, i)) claimOne(i, heavier(b, j), strand)
  }

  /** The same for the tokens up to here. */
  function matchBack(i: number, j: number, strand: number): void {
    if (isAlike(a, i - 1, b, j)) claimOne(heavier(a, i - 1), j, strand)
    else if (isAlike(b, j - 1, a, i)) claimOne(i, heavier(b, j - 1), strand)
  }

  /** True when two free tokens of one text, run together, are spelt like a free one of the other. */
  function isAlike(two: Tokens, first: number, one: Tokens, single: number): boolean {
    if (first < 0 || single < 0 || first + 1 >= two.count || single >= one.count) return false
    if (!isFree(two, first) || !isFree(two, first + 1) || !isFree(one, single)) return false
    const joined = wordOf(two, first) + wordOf(two, first + 1)
    return joined === wordOf(one, single) || spelling(joined, wordOf(one, single)) > 0
  }

  function isFree(tokens: Tokens, at: number): boolean {
    return (tokens === a ? to[at] : alignment.from[at]) === NONE
  }

  function wordOf({ ids }: Tokens, at: number): string {
    return alignment.words[ids[at] as number] as string
  }

  function heavier({ ids }: Tokens, first: number): number {
    const weight = (at: number) => alignment.weights[ids[at] as number] as number
    return weight(first + 1) > weight(first) ? first + 1 : first
  }

  function claimOne(i: number, j: number, strand: number): void {
    claim(alignment, { a: i, b: j, length: 1 }, strand)
  }
}
