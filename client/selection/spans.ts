import { inTextOrder } from '#client/selection/text-order.ts'
import type { Passage } from '#domain/anchoring/passage.ts'

/** Passages as few as can be, in order: what overlaps or touches becomes one, empty ones go. Linear where they come in order. */
export function unite(passages: readonly Passage[]): Passage[] {
  const united: Passage[] = []
  let last: Passage | undefined
  for (const { start, end } of inTextOrder(passages)) {
    if (start >= end) continue
    if (!last || start > last.end) {
      last = { start, end }
      united.push(last)
    } else if (end > last.end) last.end = end
  }
  return united
}

/**
 * What is left of some passages where others are taken away.
 * @param passages, holes both united
 */
export function without(passages: readonly Passage[], holes: readonly Passage[]): Passage[] {
  if (!holes.length) return [...passages]
  const left: Passage[] = []
  let next = 0
  for (const { start, end } of passages) {
    let from = start
    while ((holes[next]?.end ?? Number.POSITIVE_INFINITY) <= from) next++
    for (let at = next; from < end; at++) {
      const hole = holes[at]
      if (!hole || hole.start >= end) {
        left.push({ start: from, end })
        break
      }
      if (hole.start > from) left.push({ start: from, end: hole.start })
      from = hole.end
    }
  }
  return left
}
