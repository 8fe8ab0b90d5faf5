import type { Passage } from '#domain/anchoring/passage.ts'

/** How many overlapping passages can be told apart; a fifth one shares the look of another. */
export const LAYERS = 4

/**
 * Gives every passage one of four layers so that passages which overlap differ: the greedy colouring of an interval
 * graph, which never needs more layers than passages lie over one letter. Where more than four do, the passage takes
 * the layer that is free soonest. Time: linear.
 * @param passages in the order of the text
 * @returns layers 0 to 3, in the same order
 */
export function assignLayers(passages: readonly Passage[]): Uint8Array {
  /** Where each layer's latest passage ends. */
  const taken = new Array<number>(LAYERS).fill(0)
  const layers = new Uint8Array(passages.length)
  for (let at = 0; at < passages.length; at++) {
    const { start, end } = passages[at] as Passage
    let layer = 0
    for (let other = 0; other < LAYERS; other++) {
      if ((taken[layer] ?? 0) <= start) break
      if ((taken[other] ?? 0) <= start || (taken[other] ?? 0) < (taken[layer] ?? 0)) layer = other
    }
    taken[layer] = Math.max(taken[layer] ?? 0, end)
    layers[at] = layer
  }
  return layers
}
