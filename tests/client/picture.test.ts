import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { findCrowds, heatOf } from '#client/painting/crowds.ts'
import { createHitIndex } from '#client/painting/hit.ts'
import { LAYERS } from '#client/painting/layers.ts'
import { LOOKS } from '#client/painting/painter.ts'
import { drawPicture } from '#client/painting/picture.ts'

const BLOCKS = [0, 60, 120]
const TEXT = { start: 0, end: 205 }
const passages = fc.array(
  fc.tuple(fc.nat(150), fc.integer({ min: 1, max: 50 }), fc.boolean()).map(([start, length, own]) => ({ start, end: start + length, own })),
  { maxLength: 60 },
)
const letters = Array.from({ length: 205 }, (_, at) => at)
type Span = { start: number; end: number }
const over = (list: readonly Span[], at: number) => list.filter(({ start, end }) => start <= at && at < end)
type Own = Span & { own: boolean }
const draw = (list: readonly Own[]) => drawPicture(createHitIndex(list), BLOCKS, ({ own }) => own)
const times = (count: number, span: Span) => Array.from({ length: count }, () => ({ ...span, own: false }))

describe('where more passages lie than can be told apart', () => {
  it('knows every such letter, and paints no more than a few words between', () => {
    fc.assert(
      fc.property(passages, (list) => {
        const hot = findCrowds(list, BLOCKS).flatMap((crowd) => crowd.hot)
        for (const at of letters) {
          const isHot = over(hot, at).length
          expect(isHot).toBeLessThan(2)
          if (over(list, at).length > LAYERS) expect(isHot).toBe(1)
          else if (isHot) expect(letters.slice(at, at + 31).some((each) => over(list, each).length > LAYERS)).toBe(true)
        }
      }),
    )
  })

  it('counts every hot letter to one crowd, and no crowd reaches into another block', () => {
    fc.assert(
      fc.property(passages, (list) => {
        const crowds = findCrowds(list, BLOCKS)
        for (const crowd of crowds) {
          const { start, end, deepest } = crowd
          const depths = letters.slice(start, end).map((at) => over(list, at).length)
          expect(depths[0]).toBeGreaterThan(LAYERS)
          expect(depths.at(-1)).toBeGreaterThan(LAYERS)
          expect(deepest).toBe(Math.max(...depths))
          expect(heatOf(crowd)).toBe(deepest > 16 ? 3 : deepest > 8 ? 2 : 1)
          expect(BLOCKS.filter((block) => block > start && block < end)).toEqual([])
        }
        for (const at of letters) if (over(list, at).length > LAYERS) expect(over(crowds, at)).toHaveLength(1)
      }),
    )
  })

  it('makes one crowd of stretches on neighbouring lines, two of those further apart', () => {
    const list = [...times(5, { start: 0, end: 10 }), ...times(5, { start: 60, end: 70 }), ...times(5, { start: 300, end: 310 })]
    expect(findCrowds(list, [0]).map(({ start, end }) => [start, end])).toEqual([
      [0, 70],
      [300, 310],
    ])
  })
})

describe('the picture of marked passages', () => {
  it('tells up to four over one another apart and paints more as heat, over which only the own ones are told apart', () => {
    fc.assert(
      fc.property(passages, (list) => {
        const layers = draw(list).within(TEXT)
        const hot = findCrowds(list, BLOCKS).flatMap((crowd) => crowd.hot)
        for (const at of letters) {
          const looks = LOOKS.filter((look) => over(layers[look] ?? [], at).length)
          const beginning = (start: string) => looks.filter((look) => look.startsWith(start)).length
          const marks = over(list, at) as typeof list
          expect(beginning('heat-')).toBe(over(hot, at).length)
          if (over(hot, at).length) {
            expect(beginning('layer-')).toBe(0)
            expect(beginning('own-') > 0).toBe(marks.some(({ own }) => own))
          } else if (marks.every(({ start, end }) => letters.slice(start, end).every((each) => over(list, each).length <= LAYERS))) {
            expect(beginning('own-') + beginning('layer-')).toBe(marks.length)
          }
        }
      }),
    )
  })
  it('looks the same whether a stretch is drawn alone or with all the text', () => {
    fc.assert(
      fc.property(passages, fc.nat(2), fc.nat(2), (list, one, other) => {
        const picture = draw(list)
        const stretch = { start: BLOCKS[Math.min(one, other)] ?? 0, end: BLOCKS[Math.max(one, other) + 1] ?? TEXT.end }
        const [alone, whole] = [picture.within(stretch), picture.within(TEXT)]
        for (const look of LOOKS) {
          for (const at of letters.slice(stretch.start, stretch.end)) {
            expect(over(alone[look] ?? [], at).length > 0).toBe(over(whole[look] ?? [], at).length > 0)
          }
          expect(alone[look]?.every(({ start, end }) => start >= stretch.start && end <= stretch.end) ?? true).toBe(true)
        }
      }),
    )
  })
})
