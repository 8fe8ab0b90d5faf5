import { type Crowd, findCrowds, heatOf } from '#client/selection/crowds.ts'
import { assignLayers } from '#client/selection/layers.ts'
import type { Layers, Look } from '#client/selection/painter.ts'
import { unite, without } from '#client/selection/spans.ts'
import type { Passage } from '#domain/anchoring/passage.ts'

/** A passage that somebody marked. */
export type Marked = Passage & { own: boolean }

/** What is to be painted, and the crowds: stretches that more passages lie over than can be told apart. */
export type Picture = { layers: Layers; crowds: Crowd[] }

const NUMBERS = [1, 2, 3, 4] as const

/**
 * How marked passages are to look: up to four over one another each on a layer of its own, the reader's own with a look
 * of its own; more than four as heat, and over it only the reader's own. Time: that of sorting.
 * @param blocks offsets at which the blocks of the text begin, in order
 */
export function drawPicture(passages: readonly Marked[], blocks: readonly number[]): Picture {
  const crowds = findCrowds(passages, blocks)
  const hot: Passage[] = []
  const heats: [Passage[], Passage[], Passage[]] = [[], [], []]
  for (const crowd of crowds) {
    hot.push(...crowd.hot)
    heats[heatOf(crowd) - 1]?.push(...crowd.hot)
  }
  const united = unite(hot)
  const others: Passage[][] = [[], [], [], []]
  const own: Passage[][] = [[], [], [], []]
  const layerOf = assignLayers(passages)
  for (let at = 0; at < passages.length; at++) {
    const passage = passages[at] as Marked
    ;(passage.own ? own : others)[layerOf[at] ?? 0]?.push(passage)
  }
  const layers: Partial<Record<Look, readonly Passage[]>> = { 'heat-1': heats[0], 'heat-2': heats[1], 'heat-3': heats[2] }
  for (const number of NUMBERS) {
    layers[`layer-${number}`] = without(unite(others[number - 1] ?? []), united)
    layers[`own-${number}`] = own[number - 1]
  }
  return { layers, crowds }
}
