import { type Alignment, claim, NONE, release } from '#domain/anchoring/alignment.ts'

/** More matches than this are not given up for others, in tokens. */
const GIVEN_UP_MAX = 8

/** How far a stretch is grown towards the opening of its sentence, in tokens. */
const REACH = 32

/**
 * Gives sentences their beginnings back. Many open with the same few words ("The last chapter of …"), which a comparison may
 * have matched with those of another sentence, or with nothing. Where the run of matches that holds the rest of a sentence can be
 * grown back to its opening in both texts, over tokens that are free or of which the other sentence holds fewer, it is.
 */
export function growToOpenings(alignment: Alignment): void {
  const { a, b, to, from, strands } = alignment
  for (let at = 1; at < a.count; at++) {
    const other = to[at] as number
    if (other < 1 || to[at - 1] === other - 1 || opensBoth(at, other)) continue
    let length = 1
    while (length < REACH && isAlike(at - length, other - length) && !opensBoth(at - length, other - length)) length++
    if (!isAlike(at - length, other - length) || !opensBoth(at - length, other - length)) continue
    const asking = runFrom(at)
    if (Math.max(countMatches(to, at - length, at), countMatches(from, other - length, other)) >= Math.min(asking, GIVEN_UP_MAX + 1))
      continue
    for (let i = 1; i <= length; i++) {
      release(alignment, at - i)
      const rival = from[other - i] as number
      if (rival !== NONE) release(alignment, rival)
    }
    claim(alignment, { a: at - length, b: other - length, length }, strands[at] as number)
  }

  function isAlike(i: number, j: number): boolean {
    return i >= 0 && j >= 0 && a.ids[i] === b.ids[j]
  }

  function opensBoth(i: number, j: number): boolean {
    return a.opens[i] !== 0 && b.opens[j] !== 0
  }

  /** How many tokens stand in an unbroken run from here on, as far as it matters. */
  function runFrom(start: number): number {
    let end = start + 1
    while (end < a.count && end - start <= GIVEN_UP_MAX && to[end] === (to[end - 1] as number) + 1) end++
    return end - start
  }
}

function countMatches(matches: Int32Array, start: number, end: number): number {
  let count = 0
  for (let at = start; at < end; at++) if (matches[at] !== NONE) count++
  return count
}
