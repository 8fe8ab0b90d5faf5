import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type PlacedCard, placeCards } from '#components/margin/place-cards.ts'

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

  it('show something of each where those above the open one do not fit', () => {
    const list = [
      { id: 'a', top: 60, height: 92 },
      { id: 'b', top: 60, height: 92 },
      { id: 'c', top: 140, height: 50 },
    ]
    expect([...placeCards(list, 'c', GAP, CEILING)]).toEqual([
      ['a', 40],
      ['b', 90],
      ['c', 140],
    ])
  })

  it('never overlap while none is open, and never leave the column', () => {
    fc.assert(fc.property(cards, (list) => expectApart(list, placeCards(list, null, GAP, CEILING))))
  })

  it('leave the open one exactly its place, and overlap only where there is no room above it', () => {
    fc.assert(
      fc.property(cards, fc.nat(29), (list, at) => {
        const open = list[at]
        fc.pre(open !== undefined)
        const tops = placeCards(list, String(at), GAP, CEILING)
        expect(tops.get(String(at))).toBe(Math.max(open?.top ?? 0, CEILING))
        expectApart(list.slice(at), tops)
        const needed = list.slice(0, at).reduce((sum, { height }) => sum + height + GAP, CEILING)
        if (needed <= (tops.get(String(at)) ?? 0)) expectApart(list, tops)
        const inOrder = list.map(({ id }) => tops.get(id) ?? 0)
        expect(inOrder).toEqual([...inOrder].sort((a, b) => a - b))
        expect(inOrder[0]).toBeGreaterThanOrEqual(CEILING)
      }),
    )
  })
})
