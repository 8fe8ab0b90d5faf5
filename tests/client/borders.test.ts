import { describe, expect, it } from 'vitest'
import { findBorders } from '#client/selection/borders.ts'

const TEXT = 'The worker’s paper, read aloud. 我们一起读书。'

/** The text with the borders of some passages drawn into it. */
function drawn(...passages: [start: number, end: number][]): string {
  const items = passages.map(([start, end]) => ({ start, end }))
  const borders = findBorders(TEXT, items, 'en')
  let [out, at] = ['', 0]
  for (const border of borders) {
    const sign = border.side === 'start' ? '[' : ']'
    out += TEXT.slice(at, border.at) + sign.repeat(border.items.length) + (border.around || '')
    at = border.at
  }
  return out + TEXT.slice(at)
}

const from = (words: string, length = words.length): [number, number] => [TEXT.indexOf(words), TEXT.indexOf(words) + length]

describe('the borders of passages', () => {
  it('stand where the passages begin and end', () => {
    expect(drawn(from('paper, read'))).toContain('’s [paper, read] aloud')
  })

  it('move out of the middle of a word, of either script', () => {
    expect(drawn(from('orker’s pap'))).toContain('The [worker’s paper], read')
    expect(drawn(from('起读'))).toContain('我们[一起读书]。')
  })

  it('move away from white space', () => {
    expect(drawn(from(' paper, '))).toContain('’s [paper,] read')
    expect(drawn(from(' ', 1))).toBe(TEXT)
  })

  it('are shared by what begins or ends between the same words', () => {
    expect(drawn(from('paper, read'), from('aper'), from('paper'))).toContain('[[[paper]]1, read] aloud')
  })

  it('say how many passages go on around them', () => {
    expect(drawn(from('paper, read'), from('read aloud'))).toContain('[paper, [1read]1 aloud]')
  })

  it('pass over what lies outside of the text', () => {
    expect(drawn([-1, 4], [4, 4], [9, 3], [0, 900])).toBe(TEXT)
  })
})
