import { type Alignment, NONE } from '#domain/anchoring/alignment.ts'
import type { Tokens } from '#domain/anchoring/tokens.ts'

/*
 * Tables over the tokens of a comparison, made once, from which any passage reads its answer without walking the text.
 */

/**
 * Running counts over the text before: of tokens that are not the very same after, and of tokens that do not
 * follow their old predecessor.
 */
export function runningBreaks({ a, b, to, strands }: Alignment): { changed: Int32Array; broken: Int32Array } {
  const changed = new Int32Array(a.count + 1)
  const broken = new Int32Array(a.count + 1)
  for (let i = 0; i < a.count; i++) {
    const counterpart = to[i] as number
    const follows = i > 0 && counterpart === (to[i - 1] as number) + 1 && strands[i] === strands[i - 1]
    const same = counterpart !== NONE && a.forms[i] === b.forms[counterpart]
    changed[i + 1] = (changed[i] as number) + (same ? 0 : 1)
    broken[i + 1] = (broken[i] as number) + (follows ? 0 : 1)
  }
  return { changed, broken }
}

/** Running sums of the weights of a text's tokens. */
export function runningWeights({ ids, count }: Tokens, weights: Float32Array): Float64Array {
  const sums = new Float64Array(count + 1)
  for (let i = 0; i < count; i++) sums[i + 1] = (sums[i] as number) + (weights[ids[i] as number] as number)
  return sums
}

/** What the tokens from one up to, not including, another weigh. */
export function between(sums: Float64Array, from: number, to: number): number {
  return (sums[to] as number) - (sums[from] as number)
}

/** For every token (and one past the last), the nearest matched token at it or in a direction from it, else NONE. */
export function nearestMatches(to: Int32Array, direction: 1 | -1): Int32Array {
  const nearest = new Int32Array(to.length + 1).fill(NONE)
  let last = NONE
  for (let step = 0; step < to.length; step++) {
    const at = direction === 1 ? to.length - 1 - step : step
    if (to[at] !== NONE) last = at
    nearest[at] = last
  }
  return nearest
}

/** The first token that ends after an offset. */
export function firstEndingAfter({ ends, count }: Tokens, offset: number): number {
  return firstWhere(count, (token) => (ends[token] as number) > offset)
}

/** The first token that starts at or after an offset. */
export function firstStartingFrom({ starts, count }: Tokens, offset: number): number {
  return firstWhere(count, (token) => (starts[token] as number) >= offset)
}

/** Binary search for the first token for which an ever after true condition holds. */
function firstWhere(count: number, holds: (token: number) => boolean): number {
  let low = 0
  let high = count
  while (low < high) {
    const middle = (low + high) >>> 1
    if (holds(middle)) high = middle
    else low = middle + 1
  }
  return low
}
