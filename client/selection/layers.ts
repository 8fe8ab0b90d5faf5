import type { Passage } from '#domain/anchoring/passage.ts'

/** How many overlapping passages can be told apart; a fifth one shares the look of another. */
export const LAYERS = 4

/**
 * Gives every passage one of four layers so that passages which overlap differ: the greedy colouring of an interval
 * graph, which never needs more layers than passages lie over one letter. Where more than four do, the passage takes
 * the layer that is free soonest.
 * @returns layers 0 to 3, in the order of `passages`
 */
export function assignLayers(passages: readonly Passage[]): number[] {
  const order = passages.map((_, at) => at).sort((a, b) => compare(passages[a], passages[b]))
  /** Where each layer's latest passage ends. */
  const taken = new Array<number>(LAYERS).fill(0)
  const layers = new Array<number>(passages.length).fill(0)
  for (const at of order) {
    const { start, end } = passages[at] ?? { start: 0, end: 0 }
    const free = taken.findIndex((until) => until <= start)
    const layer = free === -1 ? taken.indexOf(Math.min(...taken)) : free
    taken[layer] = Math.max(taken[layer] ?? 0, end)
    layers[at] = layer
  }
  return layers
}

function compare(a: Passage | undefined, b: Passage | undefined): number {
  return (a?.start ?? 0) - (b?.start ?? 0) || (b?.end ?? 0) - (a?.end ?? 0)
}
