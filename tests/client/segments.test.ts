import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cutSegments } from '#client/painting/segments.ts'

const looks = ['low', 'middle', 'high'] as const
const passages = fc.array(
  fc.tuple(fc.nat(60), fc.nat(20)).map(([start, length]) => ({ start, end: start + length })),
  { maxLength: 8 },
)
const layers = fc.record({ low: passages, middle: passages, high: passages })

describe('cutting overlapping passages into stretches', () => {
  it('cuts where a look begins or ends', () => {
    const segments = cutSegments({ low: [{ start: 0, end: 10 }], high: [{ start: 5, end: 15 }] }, looks)
    expect(segments).toEqual([
      { start: 0, end: 5, looks: ['low'] },
      { start: 5, end: 10, looks: ['low', 'high'] },
      { start: 10, end: 15, looks: ['high'] },
    ])
  })

  it('makes one stretch of two passages of one look that touch or overlap', () => {
    const segments = cutSegments(
      {
        low: [
          { start: 0, end: 6 },
          { start: 4, end: 8 },
          { start: 8, end: 9 },
        ],
      },
      looks,
    )
    expect(segments).toEqual([{ start: 0, end: 9, looks: ['low'] }])
  })

  it('gives every letter exactly the looks that lie over it', () => {
    fc.assert(
      fc.property(layers, (given) => {
        const segments = cutSegments(given, looks)
        for (let at = 0; at < 85; at++) {
          const over = looks.filter((look) => given[look].some(({ start, end }) => start <= at && at < end))
          const holding = segments.filter(({ start, end }) => start <= at && at < end)
          expect(holding.length).toBe(over.length ? 1 : 0)
          expect(holding[0]?.looks ?? []).toEqual(over)
        }
      }),
    )
  })
})
