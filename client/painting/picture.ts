import { findCrowds, heatOf } from '#client/painting/crowds.ts'
import type { HitIndex } from '#client/painting/hit.ts'
import { assignLayers, LAYERS } from '#client/painting/layers.ts'
import type { Layers, Look } from '#client/painting/painter.ts'
import { unite, without } from '#client/selection/spans.ts'
import type { Passage } from '#domain/anchoring/passage.ts'

/** Marked passages as they are to look, drawn a stretch of the text at a time: of thousands the window shows a few. */
export type Picture = {
  /** How many passages it shows. */
  count: number
  /**
   * How one stretch is to look; passages that reach out of it are cut. Time: that of sorting what lies over the stretch.
   * @param stretch whole blocks
   */
  within(stretch: Passage): Layers
}

const NUMBERS = [1, 2, 3, 4] as const

/**
 * How marked passages are to look: up to four over one another each on a layer of its own, the reader's own with a look
 * of its own; more than four as heat, and over it only the reader's own. Time: linear.
 * @param blocks offsets at which the blocks of the text begin, in order
 */
export function drawPicture<Marked extends Passage>(
  { items, positionsOver }: HitIndex<Marked>,
  blocks: readonly number[],
  isOwn: (passage: Marked) => boolean,
): Picture {
  const layerOf = assignLayers(items)

  function within(stretch: Passage): Layers {
    const pieces: Passage[] = []
    const others: Passage[][] = Array.from({ length: LAYERS }, () => [])
    const own: Passage[][] = Array.from({ length: LAYERS }, () => [])
    for (const at of positionsOver(stretch)) {
      const passage = items[at] as Marked
      const piece = { start: Math.max(stretch.start, passage.start), end: Math.min(stretch.end, passage.end) }
      pieces.push(piece)
      ;(isOwn(passage) ? own : others)[layerOf[at] ?? 0]?.push(piece)
    }
    const hot: Passage[] = []
    const heats: [Passage[], Passage[], Passage[]] = [[], [], []]
    for (const crowd of findCrowds(pieces, blocks)) {
      hot.push(...crowd.hot)
      heats[heatOf(crowd) - 1]?.push(...crowd.hot)
    }
    const united = unite(hot)
    const layers: Partial<Record<Look, readonly Passage[]>> = { 'heat-1': heats[0], 'heat-2': heats[1], 'heat-3': heats[2] }
    for (const number of NUMBERS) {
      const layer = others[number - 1] ?? []
      layers[`layer-${number}`] = united.length ? without(unite(layer), united) : layer
      layers[`own-${number}`] = own[number - 1]
    }
    return layers
  }

  return { count: items.length, within }
}
