import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { findPairs, toCodePoints, toUtf16 } from '#domain/code-points.ts'

/** What makes the two ways of counting differ, or looks as if it did. */
const PIECES = [
  'plain words ',
  '𝒜',
  '👩‍👩‍👧‍👦',
  '🏴󠁧󠁢󠁳󠁣󠁴󠁿',
  'e\u0301\u0323',
  'שלום עליכם',
  'السلام 𐤀𐤁',
  '漢𠮷字',
  '\u200f',
  '\ud83d',
  '\udc00',
  '\ud800\ud83d\ude00\udc00',
  '\n',
]
const texts = fc.array(fc.oneof(fc.constantFrom(...PIECES), fc.string({ unit: 'binary' })), { maxLength: 12 }).map((all) => all.join(''))

describe('offsets in code points', () => {
  test('cut the same words out of a text as those in UTF-16', () => {
    fc.assert(
      fc.property(texts, fc.nat(), fc.nat(), (text, one, other) => {
        const points = [...text]
        const [start = 0, end = 0] = [one, other].map((each) => each % (points.length + 1)).sort((a, b) => a - b)
        const pairs = findPairs(text)
        const words = points.slice(start, end).join('')
        expect(text.slice(toUtf16(pairs, start), toUtf16(pairs, end))).toBe(words)
        expect(toCodePoints(pairs, toUtf16(pairs, start))).toBe(start)
        expect(toCodePoints(pairs, toUtf16(pairs, end))).toBe(end)
      }),
    )
  })

  test('come back as they were from wherever no pair is cut', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const pairs = findPairs(text)
        for (let offset = 0; offset <= text.length; offset++) {
          const cuts = pairs.includes(offset)
          expect(toUtf16(pairs, toCodePoints(pairs, offset))).toBe(cuts ? offset + 1 : offset)
        }
        expect(toCodePoints(pairs, text.length)).toBe([...text].length)
      }),
    )
  })

  test('count each kind of sign as the W3C does', () => {
    const count = (text: string) => toCodePoints(findPairs(text), text.length)
    expect(['𝒜', '👩‍👩‍👧‍👦', 'e\u0301\u0323', 'שלום', '\ud83d', '\udc00\ud83d'].map(count)).toEqual([1, 7, 3, 4, 1, 2])
  })
})
