/** A card of the margin: where its passage begins and how high the card is, in pixels. */
export type PlacedCard = { id: string; top: number; height: number }

/**
 * Puts cards beside their passages without overlapping: a card that has no room is pushed down, and the one that is
 * open keeps exactly its place by pushing those above it up.
 * @param cards in the order of their passages
 * @param fixedId the card that is open, if any; it moves only where those above it would not fit under `ceiling`
 * @param ceiling no card begins above this line
 * @returns each card's top
 */
export function placeCards(cards: readonly PlacedCard[], fixedId: string | null, gap: number, ceiling: number): Map<string, number> {
  const tops = new Map<string, number>()
  const fixed = cards.findIndex(({ id }) => id === fixedId)
  let floor = ceiling
  for (const [at, { id, top, height }] of cards.entries()) {
    // Cards above the open one have made room for it only so far as there is room under the ceiling.
    const place = at === fixed ? Math.max(top, heightOf(cards.slice(0, at), gap) + ceiling) : Math.max(top, floor)
    tops.set(id, place)
    floor = place + height + gap
  }
  let limit = fixed < 0 ? 0 : (tops.get(cards[fixed]?.id ?? '') ?? 0)
  for (const { id, height } of fixed < 0 ? [] : cards.slice(0, fixed).reverse()) {
    limit = Math.min(tops.get(id) ?? 0, limit - gap - height)
    tops.set(id, limit)
  }
  return tops
}

function heightOf(cards: readonly PlacedCard[], gap: number): number {
  return cards.reduce((sum, { height }) => sum + height + gap, 0)
}
