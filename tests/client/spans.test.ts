import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { unite, without } from '#client/selection/spans.ts'

const passages = fc.array(
  fc.tuple(fc.nat(80), fc.nat(20)).map(([start, length]) => ({ start, end: start + length })),
  { maxLength: 12 },
)
const covers = (list: { start: number; end: number }[], at: number) => list.some(({ start, end }) => start <= at && at < end)
const letters = Array.from({ length: 105 }, (_, at) => at)

describe('passages as few as can be', () => {
  it('makes one of what overlaps or touches', () => {
    const united = unite([
      { start: 4, end: 9 },
      { start: 0, end: 5 },
      { start: 9, end: 12 },
      { start: 20, end: 20 },
    ])
    expect(united).toEqual([{ start: 0, end: 12 }])
  })

  it('covers the same letters, in order, with gaps between', () => {
    fc.assert(
      fc.property(passages, (list) => {
        const united = unite(list)
        expect(letters.map((at) => covers(united, at))).toEqual(letters.map((at) => covers(list, at)))
        for (const [at, { start, end }] of united.entries()) {
          expect(start).toBeLessThan(end)
          expect(start).toBeGreaterThan(united[at - 1]?.end ?? -1)
        }
      }),
    )
  })

  it('leaves what lies outside of the holes, and nothing else', () => {
    fc.assert(
      fc.property(passages, passages, (list, holes) => {
        const left = without(unite(list), unite(holes))
        expect(letters.map((at) => covers(left, at))).toEqual(letters.map((at) => covers(list, at) && !covers(holes, at)))
        expect(left).toEqual(unite(left))
      }),
    )
  })
})
