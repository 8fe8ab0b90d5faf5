import { type Alignment, claim, NONE, weightOf } from '#domain/anchoring/alignment.ts'
import { nearestMatches } from '#domain/anchoring/tables.ts'
import type { Tokens } from '#domain/anchoring/tokens.ts'

/** A sentence of fewer tokens, or of less weight (about three words), may stand anywhere by chance. */
const LENGTH_MIN = 3
const WEIGHT_MIN = 12

/** How far from its old neighbours a short sentence may have gone, in tokens. */
const NEAR_MAX = 80

type Stretch = { start: number; length: number }

/**
 * Finds whole sentences that only changed places with a neighbour. Such a sentence may be too short to be found as a moved
 * stretch, or stand elsewhere a second time; near its old place it is known by standing there word for word.
 */
export function followSentences(alignment: Alignment): void {
  const { a, b, to, from } = alignment
  const gone = freeSentences(a, to)
  if (gone.length === 0) return
  const places = new Map<string, Stretch[]>()
  for (const sentence of freeSentences(b, from)) {
    const key = keyOf(b, sentence)
    places.set(key, [...(places.get(key) ?? []), sentence])
  }
  const previous = nearestMatches(to, -1)
  const next = nearestMatches(to, 1)
  for (const sentence of gone) {
    const candidates = places.get(keyOf(a, sentence))
    if (!candidates || weightOf(alignment, sentence.start, sentence.start + sentence.length) < WEIGHT_MIN) continue
    const neighbours = [previous[sentence.start] as number, next[sentence.start] as number].filter((at) => at !== NONE)
    const near = candidates.filter(({ start }) => {
      return from[start] === NONE && neighbours.some((at) => Math.abs(start - (to[at] as number)) <= NEAR_MAX)
    })
    const [place] = near
    if (place && near.length === 1) claim(alignment, { a: sentence.start, b: place.start, length: place.length }, alignment.strandCount++)
  }
}

/** Sentences of which no token is matched, without the mark that ends them: that may be matched for another's. */
function freeSentences({ opens, count }: Tokens, matches: Int32Array): Stretch[] {
  const sentences: Stretch[] = []
  for (let start = 0; start < count; ) {
    let end = start + 1
    while (end < count && opens[end] === 0) end++
    let free = start
    while (free < end && matches[free] === NONE) free++
    if (opens[start] !== 0 && free >= end - 1 && free - start >= LENGTH_MIN) sentences.push({ start, length: end - 1 - start })
    start = end
  }
  return sentences
}

function keyOf({ ids }: Tokens, { start, length }: Stretch): string {
  return ids.subarray(start, start + length).join(' ')
}
