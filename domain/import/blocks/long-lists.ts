/** Adds items to a list. Handing them over as arguments would overflow the stack when there are hundreds of thousands. */
export function append<Item>(list: Item[], items: Iterable<Item>): void {
  for (const item of items) list.push(item)
}

/** The lowest of these numbers; `Infinity` when there is none. */
export function lowest(numbers: Iterable<number>): number {
  let found = Number.POSITIVE_INFINITY
  for (const number of numbers) found = Math.min(found, number)
  return found
}

/** The highest of these numbers; `-Infinity` when there is none. */
export function highest(numbers: Iterable<number>): number {
  let found = Number.NEGATIVE_INFINITY
  for (const number of numbers) found = Math.max(found, number)
  return found
}
