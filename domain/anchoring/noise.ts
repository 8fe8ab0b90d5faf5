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
 * in both editions, is matched along with it.
 */
export function dropNoise(alignment: Alignment): void {
  const { a, to } = alignment
  const dropped: number[] = []
  for (let start = 0; start < a.count; ) {
    let end = start + 1
    if (to[start] !== NONE) while (end < a.count && to[end] === (to[end - 1] as number) + 1) end++
    if (to[start] !== NONE && end - start < SOLID) {
      for (let at = start; at < end; at++) if (density(alignment, at) < DENSITY_MIN) dropped.push(at)
    }
    start = end
  }
  for (const at of dropped) release(alignment, at)
}

/** What share of the weight around a match is matched on its strand, in the text where that share is less. */
function density({ a, b, to, from, strands, weights }: Alignment, at: number): number {
  const strand = strands[at]
  const counterpart = to[at] as number
  const before = { matched: 0, all: 0 }
  for (let i = Math.max(0, at - REACH); i <= Math.min(a.count - 1, at + REACH); i++) {
    const weight = weights[a.ids[i] as number] as number
    before.all += weight
    if (to[i] !== NONE && strands[i] === strand) before.matched += weight
  }
  const after = { matched: 0, all: 0 }
  for (let j = Math.max(0, counterpart - REACH); j <= Math.min(b.count - 1, counterpart + REACH); j++) {
    const weight = weights[b.ids[j] as number] as number
    after.all += weight
    if (from[j] !== NONE && strands[from[j] as number] === strand) after.matched += weight
  }
  return Math.min(before.matched / before.all, after.matched / after.all)
}
