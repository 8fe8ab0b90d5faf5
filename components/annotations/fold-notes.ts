import type { Passage } from '#domain/anchoring/passage.ts'

/** A paragraph with more notes than this shows only the first of them: the others would push every later card away from its words. */
const MANY = 8
const FIRST = 4

/** Notes of one paragraph that wait behind a button. */
export type Folded = Passage & { id: string; place: string; folded: number }

/**
 * Puts a button in place of the later notes of every paragraph that has many.
 * @param items in the order of the text
 * @param placeOf names the paragraph of an item
 * @param isKept items that stay in any case
 */
export function foldNotes<Item extends Passage & { id: string }>(
  items: readonly Item[],
  placeOf: (item: Item) => string,
  isKept: (item: Item, place: string) => boolean,
): (Item | Folded)[] {
  const placed = items.map((item) => ({ item, place: placeOf(item) }))
  const sizes = new Map<string, number>()
  for (const { place } of placed) sizes.set(place, (sizes.get(place) ?? 0) + 1)
  const listed: (Item | Folded)[] = []
  const folds = new Map<string, Folded>()
  const seen = new Map<string, number>()
  for (const { item, place } of placed) {
    const before = seen.get(place) ?? 0
    seen.set(place, before + 1)
    if ((sizes.get(place) ?? 0) <= MANY || before < FIRST || isKept(item, place)) {
      listed.push(item)
      continue
    }
    const known = folds.get(place)
    if (known) known.folded++
    else {
      const fold = { id: `more ${place}`, place, start: item.start, end: item.end, folded: 1 }
      folds.set(place, fold)
      listed.push(fold)
    }
  }
  return listed
}
