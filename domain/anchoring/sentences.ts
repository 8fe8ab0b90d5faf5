import { type Alignment, claim, NONE, release, weightOf } from '#domain/anchoring/alignment.ts'
import { nearestMatches } from '#domain/anchoring/tables.ts'
import type { Tokens } from '#domain/anchoring/tokens.ts'

/** A sentence of fewer tokens, or of less weight (about two words), may stand anywhere by chance. */
const LENGTH_MIN = 3
const WEIGHT_MIN = 8

/** How far from its old neighbours a short sentence may have gone, in tokens. */
const NEAR_MAX = 80

/** A sentence of so many tokens that stands only once in either text may have gone anywhere. */
const ONLY_MIN = 5

export type Stretch = { start: number; length: number }

/**
 * Finds whole sentences that only changed places. Such a sentence may be too short to be found as a moved stretch, or stand elsewhere a
 * second time; near its old place it is known by standing there word for word, and anywhere by being the only one.
 */
export function followSentences(alignment: Alignment): void {
  const { a, b, to, from } = alignment
  const gone = Map.groupBy(freeSentences(a, to), (sentence) => keyOf(a, sentence))
  if (gone.size === 0) return
  const places = Map.groupBy(freeSentences(b, from), (sentence) => keyOf(b, sentence))
  const taken = new Set<Stretch>()
  const previous = nearestMatches(to, -1)
  const next = nearestMatches(to, 1)
  for (const [key, sentences] of gone) {
    for (const { start, length } of sentences) {
      const candidates = (places.get(key) ?? []).filter((each) => !taken.has(each))
      const isOnly = sentences.length === 1 && candidates.length === 1 && length >= ONLY_MIN
      const [place, another] = isOnly ? candidates : candidates.filter((each) => isNear(start, each))
      if (place && !another && weightOf(alignment, start, start + length) >= WEIGHT_MIN) take(start, place)
    }
  }

  function isNear(start: number, place: Stretch): boolean {
    return [previous[start] as number, next[start] as number].some(
      (at) => at !== NONE && Math.abs(place.start - (to[at] as number)) <= NEAR_MAX,
    )
  }

  function take(start: number, place: Stretch): void {
    taken.add(place)
    for (let i = 0; i < place.length; i++) {
      release(alignment, start + i)
      const rival = from[place.start + i] as number
      if (rival !== NONE) release(alignment, rival)
    }
    claim(alignment, { a: start, b: place.start, length: place.length }, alignment.strandCount++)
  }
}

/** Sentences of which less than half is matched, without the mark that ends them: that may be matched for another's. */
export function freeSentences({ opens, count }: Tokens, matches: Int32Array): Stretch[] {
  const sentences: Stretch[] = []
  for (let start = 0; start < count; ) {
    let end = start + 1
    let free = matches[start] === NONE ? 1 : 0
    for (; end < count && opens[end] === 0; end++) if (matches[end] === NONE) free++
    const length = end - 1 - start
    if (opens[start] !== 0 && length >= LENGTH_MIN && free * 2 > end - start) sentences.push({ start, length })
    start = end
  }
  return sentences
}

function keyOf({ ids }: Tokens, { start, length }: Stretch): string {
  return ids.subarray(start, start + length).join(' ')
}
