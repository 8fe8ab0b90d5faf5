import { type Alignment, NONE, release } from '#domain/anchoring/alignment.ts'

/** A run of this many adjacent matches is no chance. */
const SOLID = 4

/** How far around a match we look, in tokens. */
const REACH = 10

/** Less than this share of the weight around a match, and the match is chance. */
const DENSITY_MIN = 0.35

/**
 * Drops matches that stand alone: single words that two unrelated texts share ("the", "of") and that
 * happen to lie in order. A match stays if it is part of a solid run or if much of the text around it,
 * in both editions, is matched too.
 */
export function dropNoise(alignment: Alignment): void {
  const { a, b, to, from, weights } = alignment
  const sumsBefore = matchedWeights(a.ids, to, weights)
  const sumsAfter = matchedWeights(b.ids, from, weights)
  const dropped: number[] = []
  for (let start = 0; start < a.count; ) {
    let end = start + 1
    if (to[start] !== NONE) while (end < a.count && to[end] === (to[end - 1] as number) + 1) end++
    if (to[start] !== NONE && end - start < SOLID) {
      for (let at = start; at < end; at++) {
        const density = Math.min(densityAround(sumsBefore, at), densityAround(sumsAfter, to[at] as number))
        if (density < DENSITY_MIN) dropped.push(at)
      }
    }
    start = end
  }
  for (const at of dropped) release(alignment, at)
}

/** Running sums of weight: of what is matched, and of everything. */
type Sums = { matched: Float64Array; all: Float64Array }

function matchedWeights(ids: Int32Array, matches: Int32Array, weights: Float32Array): Sums {
  const matched = new Float64Array(ids.length + 1)
  const all = new Float64Array(ids.length + 1)
  for (let i = 0; i < ids.length; i++) {
    const weight = weights[ids[i] as number] as number
    matched[i + 1] = (matched[i] as number) + (matches[i] === NONE ? 0 : weight)
    all[i + 1] = (all[i] as number) + weight
  }
  return { matched, all }
}

function densityAround({ matched, all }: Sums, at: number): number {
  const from = Math.max(0, at - REACH)
  const to = Math.min(all.length - 1, at + REACH + 1)
  return ((matched[to] as number) - (matched[from] as number)) / ((all[to] as number) - (all[from] as number))
}
