import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { foldNotes } from '#components/margin/fold-notes.ts'

const note = (id: string, start: number) => ({ id, start, end: start + 5 })
const placeOf = ({ start }: { start: number }) => `¶ ${Math.floor(start / 100)}`
const notes = fc
  .array(fc.nat(500), { maxLength: 60 })
  .map((starts) => starts.sort((a, b) => a - b).map((start, at) => note(String(at), start)))

describe('notes of a paragraph that has many', () => {
  it('all stand where there are eight', () => {
    const eight = Array.from({ length: 8 }, (_, at) => note(String(at), at))
    expect(foldNotes(eight, placeOf, () => false)).toEqual(eight)
  })

  it('wait behind one button after the first four', () => {
    const ten = Array.from({ length: 10 }, (_, at) => note(String(at), at))
    const folded = foldNotes([...ten, note('later', 150)], placeOf, ({ id }) => id === '7')
    expect(folded.map(({ id }) => id)).toEqual(['0', '1', '2', '3', 'more ¶ 0', '7', 'later'])
    expect(folded[4]).toMatchObject({ place: '¶ 0', folded: 5 })
  })

  it('are fewer where those of the paragraphs before reach down to them, and as many as ever further on', () => {
    const three = (paragraph: number) => Array.from({ length: 3 }, (_, at) => note(`${paragraph}-${at}`, 100 * paragraph + at))
    const folded = foldNotes([...three(0), ...three(1), ...three(2), ...three(30)], placeOf, () => false)
    expect(folded.map(({ id }) => id)).toEqual(['0-0', '0-1', '0-2', '1-0', 'more ¶ 1', '2-0', 'more ¶ 2', '30-0', '30-1', '30-2'])
  })

  it('are pushed down little, however many there are', () => {
    const dense = Array.from({ length: 400 }, (_, at) => note(String(at), at * 50))
    const folded = foldNotes(
      dense,
      ({ start }) => `¶ ${Math.floor(start / 500)}`,
      () => false,
    )
    let foot = 0
    for (const item of folded) {
      foot = Math.max(foot, item.start)
      expect(foot - item.start).toBeLessThan(1_600)
      foot += 'folded' in item ? 60 : 260
    }
  })

  it('are never lost: each is listed or counted, in order', () => {
    fc.assert(
      fc.property(notes, (list) => {
        const folded = foldNotes(list, placeOf, () => false)
        const counted = folded.reduce((sum, item) => sum + ('folded' in item ? item.folded : 1), 0)
        expect(counted).toBe(list.length)
        expect(folded.map(({ start }) => start)).toEqual(folded.map(({ start }) => start).sort((a, b) => a - b))
      }),
    )
  })
})
