/** A card of the margin: where its passage begins and how high the card is, in pixels. */
export type PlacedCard = { id: string; top: number; height: number }

/**
 * Puts cards beside their passages without overlapping: a card that has no room is pushed down, and the one that is
 * open keeps exactly its place by pushing those above it up. Only where those do not fit between the ceiling and the
 * open card are they laid over one another, evenly, so that something of each still shows.
 * @param cards in the order of their passages
 * @param openId the card that is open, if any
 * @param ceiling no card begins above this line
 * @returns each card's top
 */
export function placeCards(cards: readonly PlacedCard[], openId: string | null, gap: number, ceiling: number): Map<string, number> {
  const at = cards.findIndex(({ id }) => id === openId)
  const open = cards[at]
  if (!open) return pushDown(cards, gap, ceiling)
  const top = Math.max(open.top, ceiling)
  const above = placeAbove(cards.slice(0, at), gap, ceiling, top)
  return new Map([...above, [open.id, top], ...pushDown(cards.slice(at + 1), gap, top + open.height + gap)])
}

function pushDown(cards: readonly PlacedCard[], gap: number, ceiling: number): Map<string, number> {
  let floor = ceiling
  return new Map(
    cards.map(({ id, top, height }) => {
      const place = Math.max(top, floor)
      floor = place + height + gap
      return [id, place]
    }),
  )
}

function placeAbove(cards: readonly PlacedCard[], gap: number, ceiling: number, limit: number): Map<string, number> {
  const room = limit - ceiling
  const needed = cards.reduce((sum, { height }) => sum + height + gap, 0)
  const tops = pushDown(cards, gap, ceiling)
  if (needed > room) {
    let used = 0
    for (const { id, height } of cards) {
      tops.set(id, ceiling + (used * room) / needed)
      used += height + gap
    }
    return tops
  }
  let foot = limit
  for (const { id, height } of [...cards].reverse()) {
    foot = Math.min(tops.get(id) ?? 0, foot - gap - height)
    tops.set(id, foot)
  }
  return tops
}
