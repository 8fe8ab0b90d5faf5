import { inTextOrder } from '#client/selection/text-order.ts'
import type { Passage } from '#domain/anchoring/passage.ts'

/** Answers which of many passages cover an offset. */
export type HitIndex<Item extends Passage> = {
  /** Items that cover the letter at `offset`, in the order of the text. Time: logarithmic, plus the number found. */
  at(offset: number): Item[]
  /** Items that cover a letter of the passage, likewise. */
  over(passage: Passage): Item[]
}

/**
 * Sorts passages into an augmented search tree, laid out in an array: the node in the middle of every stretch of the
 * array also knows the furthest end within that stretch, so that whole stretches can be passed over.
 */
export function createHitIndex<Item extends Passage>(passages: readonly Item[]): HitIndex<Item> {
  const sorted = inTextOrder(passages)
  const furthest = new Array<number>(sorted.length).fill(0)

  function measure(low: number, high: number): number {
    if (low >= high) return Number.NEGATIVE_INFINITY
    const middle = (low + high) >> 1
    const end = Math.max(sorted[middle]?.end ?? 0, measure(low, middle), measure(middle + 1, high))
    furthest[middle] = end
    return end
  }
  measure(0, sorted.length)

  function collect(low: number, high: number, passage: Passage, found: Item[]): void {
    if (low >= high) return
    const middle = (low + high) >> 1
    if ((furthest[middle] ?? 0) <= passage.start) return
    collect(low, middle, passage, found)
    const item = sorted[middle]
    if (!item || item.start >= passage.end) return
    if (item.end > passage.start) found.push(item)
    collect(middle + 1, high, passage, found)
  }

  function over(passage: Passage): Item[] {
    const found: Item[] = []
    collect(0, sorted.length, passage, found)
    return found
  }

  return { at: (offset) => over({ start: offset, end: offset + 1 }), over }
}
