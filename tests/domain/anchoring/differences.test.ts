import fc from 'fast-check'
import { expect, test } from 'vitest'
import { markDifferences, type Piece } from '#domain/anchoring/differences.ts'

const textOf = (pieces: Piece[]) => pieces.map(({ text }) => text).join('')
const marked = (pieces: Piece[]) => pieces.filter(({ differs }) => differs).map(({ text }) => text)

test('one word for another is marked on either side, and nothing else', () => {
  const { before, after } = markDifferences('show you the brass wheel inside', 'show you the copper wheel inside')
  expect([marked(before), marked(after)]).toEqual([['brass'], ['copper']])
})

test('words put in or taken out are marked where they stand, runs of them in one piece', () => {
  const { before, after } = markDifferences('the tide turned', 'the slow spring tide turned')
  expect([marked(before), marked(after)]).toEqual([[], ['slow spring']])
  expect(marked(markDifferences('the slow spring tide turned', 'the tide turned').before)).toEqual(['slow spring'])
})

test('words that changed places are marked, since one of them is not where it was', () => {
  expect(marked(markDifferences('sea and land are one', 'land and sea are one').after)).not.toEqual([])
})

test('white space and capital letters make no difference', () => {
  const { before, after } = markDifferences('The tide\nturned', 'the tide turned')
  expect([marked(before), marked(after)]).toEqual([[], []])
})

test('nothing in common is marked whole', () => {
  expect(marked(markDifferences('brass wheel', 'seal oil').after)).toEqual(['seal oil'])
})

test('the pieces are always the whole of either text', () => {
  const words = fc
    .array(fc.constantFrom('sea', 'land', 'the', ' ', '\n', '“', ',', 'é', '👩‍🚀'), { maxLength: 30 })
    .map((parts) => parts.join(' '))
  fc.assert(
    fc.property(words, words, (one, other) => {
      const { before, after } = markDifferences(one, other)
      expect([textOf(before), textOf(after)]).toEqual([one, other])
    }),
  )
})
