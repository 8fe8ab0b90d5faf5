import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { assignLayers, LAYERS } from '#client/painting/layers.ts'
import { compareInText } from '#client/selection/text-order.ts'

type Passage = { start: number; end: number }
const passages = fc
  .array(
    fc.tuple(fc.nat(100), fc.integer({ min: 1, max: 30 })).map(([start, length]) => ({ start, end: start + length })),
    { maxLength: 40 },
  )
  .map((items) => items.toSorted(compareInText))
const overlap = (a: Passage, b: Passage) => a.start < b.end && b.start < a.end
const deepest = (items: Passage[]) =>
  Math.max(0, ...items.map(({ start }) => items.filter((item) => item.start <= start && start < item.end).length))

describe('layers of overlapping passages', () => {
  it('puts passages that do not overlap on the first layer', () => {
    expect(
      assignLayers([
        { start: 0, end: 10 },
        { start: 10, end: 20 },
      ]),
    ).toEqual(new Uint8Array([0, 0]))
  })

  it('tells up to four passages over one letter apart', () => {
    fc.assert(
      fc.property(passages, (items) => {
        fc.pre(deepest(items) <= LAYERS)
        const layers = assignLayers(items)
        for (const [a, first] of items.entries()) {
          for (const [b, second] of items.entries()) {
            if (a !== b && overlap(first, second)) expect(layers[a]).not.toBe(layers[b])
          }
        }
      }),
    )
  })

  it('uses no more layers than passages lie over one letter', () => {
    fc.assert(
      fc.property(passages, (items) => {
        expect(new Set(assignLayers(items)).size).toBeLessThanOrEqual(Math.min(LAYERS, deepest(items)))
      }),
    )
  })

  it('gives a fifth passage one of the four layers', () => {
    const layers = assignLayers(Array.from({ length: 5 }, (_, at) => ({ start: at, end: 100 + at })))
    expect(new Set(layers).size).toBe(4)
    expect(layers.every((layer) => layer >= 0 && layer < LAYERS)).toBe(true)
  })
})
