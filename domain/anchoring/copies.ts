import { type Alignment, claim, matchWeight, NONE, release } from '#domain/anchoring/alignment.ts'
import { freeSentences, type Stretch } from '#domain/anchoring/sentences.ts'
import { PARAGRAPH } from '#domain/anchoring/tokens.ts'

/** How many tokens on either side of a sentence are its neighbours. */
const NEIGHBOURS = 20

/** How far from where it would stand, had nothing come in between, a neighbour may stand and still count, in tokens. */
const SHIFT_MAX = 80

/** Less weight, and a token is a mark, which stands anywhere. */
const WORD_MIN = 0.3

/** So many times the company, and a place is the better one. Where neither has that, how the sentence stands there decides. */
const CLEARLY = 2

/** A sentence that came in more often than this is a refrain, and its places tell nothing. Bounds the work. */
const PLACES_MAX = 16

/**
 * Gives back to sentences their place beside their neighbours. Where a sentence moved with its paragraph and a copy of it came in
 * elsewhere, the copy may stand in the old order, or be found first. Of two places at which it stands word for word, it belongs to the
 * one where those stand that stood before and after it.
 */
export function leaveCopies(alignment: Alignment): void {
  const { a, b, to, from, strands, weights } = alignment
  const places = Map.groupBy(freeSentences(b, from), ({ start }) => keyOf(b.ids, start))
  for (let start = 0; start < a.count; start++) {
    if (a.opens[start] === 0) continue
    const rivals = places.get(keyOf(a.ids, start))
    if (!rivals || rivals.length > PLACES_MAX) continue
    const found = rivals.find((place) => isBetter(start, place))
    if (found) move(start, found)
  }

  function isBetter(start: number, { start: place, length }: Stretch): boolean {
    const middle = start + (length >> 1)
    const here = to[middle] === NONE ? NONE : (to[middle] as number) - (middle - start)
    if (here < 0 || here === place) return false
    let kept = 0
    let taken = 0
    for (let i = 0; i < length; i++) {
      if (a.ids[start + i] !== b.ids[place + i] || a.ids[start + i] !== b.ids[here + i]) return false
      if (to[start + i] === here + i) kept++
      if (from[place + i] !== NONE) taken++
    }
    if (kept * 2 < length || taken * 2 > length) return false
    const old = company(start, length, here)
    const other = company(start, length, place)
    if (other > old * CLEARLY) return true
    if (other * CLEARLY < old) return false
    return opensAlike(start, place) && !opensAlike(start, here)
  }

  function opensAlike(start: number, place: number): boolean {
    return (a.opens[start] === PARAGRAPH) === (b.opens[place] === PARAGRAPH)
  }

  /** What the neighbours of a sentence weigh that stand beside a place after: the nearer to it, and the less displaced, the more. */
  function company(start: number, length: number, place: number): number {
    let sum = 0
    const add = (at: number, distance: number) => {
      if (at < 0 || at >= a.count || to[at] === NONE || (weights[a.ids[at] as number] as number) < WORD_MIN) return
      const shift = Math.abs((to[at] as number) - place - (at - start))
      if (shift <= SHIFT_MAX) sum += matchWeight(alignment, at) / (distance + shift)
    }
    for (let distance = 1; distance <= NEIGHBOURS; distance++) {
      add(start - distance, distance)
      add(start + length + distance - 1, distance)
    }
    return sum
  }

  function move(start: number, { start: place, length }: Stretch): void {
    let end = start + length
    // The mark that ends it goes along.
    if (a.ids[end] === b.ids[place + length] && from[place + length] === NONE && to[end] === (to[end - 1] as number) + 1) end++
    const strand = strandAround(start, end, place)
    for (let at = start; at < end; at++) {
      release(alignment, at)
      const rival = from[place + at - start] as number
      if (rival !== NONE) release(alignment, rival)
    }
    claim(alignment, { a: start, b: place, length: end - start }, strand)
  }

  /** The strand of what adjoins a place on either side, or holds it on both; a new one if there is none. */
  function strandAround(start: number, end: number, place: number): number {
    if (start > 0 && to[start - 1] === place - 1) return strands[start - 1] as number
    const after = place + end - start
    if (end < a.count && to[end] === after) return strands[end] as number
    let left = start - 1
    while (left >= 0 && start - left < NEIGHBOURS && to[left] === NONE) left--
    let right = end
    while (right < a.count && right - end < NEIGHBOURS && to[right] === NONE) right++
    const isHeld =
      left >= 0 &&
      right < a.count &&
      strands[left] === strands[right] &&
      to[left] !== NONE &&
      (to[left] as number) < place &&
      (to[right] as number) >= after
    return isHeld ? (strands[left] as number) : alignment.strandCount++
  }
}

/** The same for sentences that begin with the same three tokens, and seldom for others. */
function keyOf(ids: Int32Array, start: number): number {
  return Math.imul(Math.imul(ids[start] as number, 31) + (ids[start + 1] as number), 8191) + (ids[start + 2] as number)
}
