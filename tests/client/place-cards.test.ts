import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type PlacedCard, placeCards } from '#components/annotations/place-cards.ts'

const GAP = 8
const CEILING = 40
const cards = fc
  .array(fc.tuple(fc.nat(2_000), fc.integer({ min: 20, max: 400 })), { maxLength: 30 })
  .map((list) => list.sort(([a], [b]) => a - b).map(([top, height], at) => ({ id: String(at), top, height })))

function expectApart(list: PlacedCard[], tops: Map<string, number>) {
  for (const [at, { id, height }] of list.entries()) {
    const next = list[at + 1]
    if (next) expect(tops.get(next.id)).toBeGreaterThanOrEqual((tops.get(id) ?? 0) + height + GAP)
    expect(tops.get(id)).toBeGreaterThanOrEqual(CEILING)
  }
}

describe('cards in the margin', () => {
  it('stand beside their passages where there is room', () => {
    const list = [
      { id: 'a', top: 100, height: 50 },
      { id: 'b', top: 300, height: 50 },
    ]
    expect([...placeCards(list, null, GAP, CEILING)]).toEqual([
      ['a', 100],
      ['b', 300],
    ])
  })

  it('are pushed down where there is none', () => {
    const list = [
      { id: 'a', top: 100, height: 50 },
      { id: 'b', top: 110, height: 50 },
    ]
    expect(placeCards(list, null, GAP, CEILING).get('b')).toBe(158)
  })

  it('make room for the one that is open', () => {
    const list = [
      { id: 'a', top: 100, height: 50 },
      { id: 'b', top: 110, height: 50 },
      { id: 'c', top: 112, height: 50 },
    ]
    expect([...placeCards(list, 'b', GAP, CEILING)]).toEqual([
      ['a', 52],
      ['b', 110],
      ['c', 168],
    ])
  })

  it('never overlap, never leave the column, and never change their order', () => {
    fc.assert(
      fc.property(cards, fc.nat(30), (list, open) => {
        expectApart(list, placeCards(list, null, GAP, CEILING))
        const tops = placeCards(list, String(open), GAP, CEILING)
        expectApart(list, tops)
        const card = list[open]
        const above = list.slice(0, open).reduce((sum, { height }) => sum + height + GAP, CEILING)
        if (card) expect(tops.get(card.id)).toBe(Math.max(card.top, above))
      }),
    )
  })
})
