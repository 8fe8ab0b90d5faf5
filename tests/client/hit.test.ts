import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createHitIndex } from '#client/painting/hit.ts'

const passages = fc.array(
  fc.tuple(fc.nat(200), fc.integer({ min: 1, max: 60 })).map(([start, length]) => ({ start, end: start + length })),
  { maxLength: 80 },
)

describe('which passages cover an offset', () => {
  it('knows that a passage ends before its end offset', () => {
    const index = createHitIndex([{ start: 3, end: 5 }])
    expect([2, 3, 4, 5].map((offset) => index.at(offset).length)).toEqual([0, 1, 1, 0])
  })

  it('finds nothing where nothing is marked', () => {
    expect(createHitIndex([]).at(0)).toEqual([])
  })

  it('finds the same as looking at every passage, in the order of the text', () => {
    fc.assert(
      fc.property(passages, fc.nat(270), (items, offset) => {
        const found = createHitIndex(items).at(offset)
        const plain = items.filter(({ start, end }) => start <= offset && offset < end).sort((a, b) => a.start - b.start || b.end - a.end)
        expect(found).toEqual(plain)
      }),
    )
  })

  it('finds what covers any letter of a passage', () => {
    fc.assert(
      fc.property(passages, fc.nat(270), fc.integer({ min: 1, max: 40 }), (items, start, length) => {
        const found = createHitIndex(items).over({ start, end: start + length })
        const plain = items
          .filter((item) => item.start < start + length && item.end > start)
          .sort((a, b) => a.start - b.start || b.end - a.end)
        expect(found).toEqual(plain)
      }),
    )
  })

  it('looks at few passages even when a long one covers them all', () => {
    const many = Array.from({ length: 100_000 }, (_, at) => counted({ start: at * 10, end: at * 10 + 5 }))
    const index = createHitIndex([counted({ start: 0, end: 2_000_000 }), ...many])
    looks = 0
    expect(index.at(500_002)).toHaveLength(2)
    expect(looks).toBeLessThan(200)
  })
})

let looks = 0
/** A passage that counts how often it is asked for its place. */
function counted({ start, end }: { start: number; end: number }) {
  return {
    get start() {
      looks++
      return start
    },
    get end() {
      looks++
      return end
    },
  }
}
