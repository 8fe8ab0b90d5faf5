import { inTextOrder } from '#client/selection/text-order.ts'
import type { Passage } from '#domain/anchoring/passage.ts'

/** Answers which of many passages cover an offset. */
export type HitIndex<Item extends Passage> = {
  /** All of them, in the order of the text. */
  items: readonly Item[]
  /** Items that cover the letter at `offset`, in the order of the text. Time: logarithmic, plus the number found. */
  at(offset: number): Item[]
  /** Items that cover a letter of the passage, likewise. */
  over(passage: Passage): Item[]
  /** Their positions in `items`, likewise. */
  positionsOver(passage: Passage): number[]
}

/**
 * Sorts passages into an augmented search tree, laid out in an array: the node in the middle of every stretch of the
 * array also knows the furthest end within that stretch, so that whole stretches can be passed over.
 */
export function createHitIndex<Item extends Passage>(passages: readonly Item[]): HitIndex<Item> {
  const items = inTextOrder(passages)
  const furthest = new Int32Array(items.length)

  function measure(low: number, high: number): number {
    if (low >= high) return Number.NEGATIVE_INFINITY
    const middle = (low + high) >> 1
    const end = Math.max(items[middle]?.end ?? 0, measure(low, middle), measure(middle + 1, high))
    furthest[middle] = end
    return end
  }
  measure(0, items.length)

  function collect(low: number, high: number, passage: Passage, found: number[]): void {
    if (low >= high) return
    const middle = (low + high) >> 1
    if ((furthest[middle] ?? 0) <= passage.start) return
    collect(low, middle, passage, found)
    const item = items[middle]
    if (!item || item.start >= passage.end) return
    if (item.end > passage.start) found.push(middle)
    collect(middle + 1, high, passage, found)
  }

  function positionsOver(passage: Passage): number[] {
    const found: number[] = []
    collect(0, items.length, passage, found)
    return found
  }
  const over = (passage: Passage) => positionsOver(passage).map((at) => items[at] as Item)

  return { items, at: (offset) => over({ start: offset, end: offset + 1 }), over, positionsOver }
}
