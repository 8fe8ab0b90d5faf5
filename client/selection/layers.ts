import { compareInText } from '#client/selection/text-order.ts'
import type { Passage } from '#domain/anchoring/passage.ts'

/** How many overlapping passages can be told apart; a fifth one shares the look of another. */
export const LAYERS = 4

/**
 * Gives every passage one of four layers so that passages which overlap differ: the greedy colouring of an interval
 * graph, which never needs more layers than passages lie over one letter. Where more than four do, the passage takes
 * the layer that is free soonest. Time: that of sorting.
 * @returns layers 0 to 3, in the order of `passages`
 */
export function assignLayers(passages: readonly Passage[]): number[] {
  const order = orderOf(passages)
  /** Where each layer's latest passage ends. */
  const taken = new Array<number>(LAYERS).fill(0)
  const layers = new Array<number>(passages.length).fill(0)
  for (const at of order) {
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

/** Positions in `passages` in the order of the text. Lists of notes come so already: then they are not sorted again. */
function orderOf(passages: readonly Passage[]): Int32Array {
  const order = new Int32Array(passages.length)
  let sorted = true
  for (let at = 0; at < order.length; at++) {
    order[at] = at
    if (at && compareInText(passages[at - 1] as Passage, passages[at] as Passage) > 0) sorted = false
  }
  return sorted ? order : order.sort((a, b) => compareInText(passages[a] as Passage, passages[b] as Passage))
}
