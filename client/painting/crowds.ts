import { LAYERS } from '#client/painting/layers.ts'
import type { Passage } from '#domain/anchoring/passage.ts'

/** How many passages must lie over one letter for each heat: more than can be told apart, twice as many, and so on. */
const HEATS = [LAYERS + 1, 2 * LAYERS + 1, 4 * LAYERS + 1] as const
/** Hot stretches that lie closer than this are painted as one, in UTF-16 units: a few words between them are no relief. */
const BRIDGED = 30
/** Hot stretches of one block that lie closer than this are counted as one: about a line and a half. */
const NEAR = 100

/** A part of a block that many have marked. */
export type Crowd = Passage & {
  /** The most passages that lie over one of its letters. */
  deepest: number
  /** What of it is hot, in order. */
  hot: Passage[]
}

/** From 1 to 3. */
export function heatOf({ deepest }: Crowd): 1 | 2 | 3 {
  return deepest >= HEATS[2] ? 3 : deepest >= HEATS[1] ? 2 : 1
}

/**
 * Finds where more passages lie over one another than can be told apart. Time: that of sorting.
 * @param blocks offsets at which the blocks of the text begin, in order; no crowd reaches from one into another
 */
export function findCrowds(passages: readonly Passage[], blocks: readonly number[]): Crowd[] {
  const count = passages.length
  const starts = new Int32Array(count)
  const ends = new Int32Array(count)
  for (let at = 0; at < count; at++) {
    const { start, end } = passages[at] as Passage
    starts[at] = start
    ends[at] = end
  }
  // Lists of notes come in the order of the text.
  if (starts.some((start, at) => at > 0 && start < (starts[at - 1] ?? 0))) starts.sort()
  ends.sort()
  const crowds: Crowd[] = []
  let [depth, from, block] = [0, 0, 0]
  for (let opened = 0, closed = 0; closed < count; ) {
    const start = starts[opened] ?? Number.POSITIVE_INFINITY
    const end = ends[closed] ?? 0
    const at = Math.min(start, end)
    if (depth > LAYERS && at > from) block = addStretch(crowds, { start: from, end: at }, depth, blocks, block)
    from = at
    // What ends at an offset does not lie over its letter.
    if (end <= start) {
      depth--
      closed++
    } else {
      depth++
      opened++
    }
  }
  return crowds
}

/** Adds a hot stretch, cut where blocks begin. @returns how many blocks begin before its end */
function addStretch(crowds: Crowd[], { start, end }: Passage, depth: number, blocks: readonly number[], known: number): number {
  let block = known
  for (let from = start; from < end; ) {
    while ((blocks[block] ?? Number.POSITIVE_INFINITY) <= from) block++
    const to = Math.min(end, blocks[block] ?? end)
    const crowd = crowds.at(-1)
    const last = crowd?.hot.at(-1)
    if (crowd && last && crowd.start >= (blocks[block - 1] ?? 0) && from - last.end <= NEAR) {
      crowd.end = to
      crowd.deepest = Math.max(crowd.deepest, depth)
      if (from - last.end <= BRIDGED) last.end = to
      else crowd.hot.push({ start: from, end: to })
    } else crowds.push({ start: from, end: to, deepest: depth, hot: [{ start: from, end: to }] })
    from = to
  }
  return block
}
