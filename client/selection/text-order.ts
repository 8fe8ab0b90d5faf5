import type { Passage } from '#domain/anchoring/passage.ts'

/** The order of the text: what begins first comes first, and of those that begin together the longest. */
export function compareInText(a: Passage, b: Passage): number {
  return a.start - b.start || b.end - a.end
}

/** Passages in the order of the text. Lists of notes come so already: then they are given back as they are, not sorted again. */
export function inTextOrder<Item extends Passage>(passages: readonly Item[]): readonly Item[] {
  const isInOrder = passages.every((passage, at) => at === 0 || compareInText(passages[at - 1] as Item, passage) <= 0)
  return isInOrder ? passages : passages.toSorted(compareInText)
}
