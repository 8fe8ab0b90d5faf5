import { describe, expect, it } from 'vitest'
import { type Move, moveSelection, passageOf, type WordSelection } from '#client/selection/words.ts'

const text = 'One sentence, told in words. Another sentence follows!\nA new “paragraph” begins.'

/** The words selected after a row of moves from the beginning. */
function after(...moves: Partial<Move>[]): string | null {
  let selection: WordSelection | null = null
  for (const move of moves) selection = moveSelection(text, selection, 0, { forward: true, extend: false, unit: 'word', ...move })
  if (!selection) return null
  const { start, end } = passageOf(selection)
  return text.slice(start, end)
}

describe('selecting with the keyboard', () => {
  it('begins with the first word', () => {
    expect(after({})).toBe('One')
  })

  it('moves on word by word, past punctuation and into the next paragraph', () => {
    expect(after({}, {}, {})).toBe('told')
    expect(after(...Array.from({ length: 9 }, () => ({})))).toBe('A')
    expect(after(...Array.from({ length: 11 }, () => ({})))).toBe('paragraph')
  })

  it('moves back', () => {
    expect(after({}, {}, {}, { forward: false })).toBe('sentence')
  })

  it('takes in more words, and gives them up again', () => {
    expect(after({}, { extend: true }, { extend: true })).toBe('One sentence, told')
    expect(after({}, { extend: true }, { extend: true }, { extend: true, forward: false })).toBe('One sentence')
  })

  it('takes in words before the first one', () => {
    expect(after({}, {}, {}, { extend: true, forward: false }, { extend: true, forward: false })).toBe('One sentence, told')
  })

  it('takes in the rest of a sentence, then the next', () => {
    expect(after({}, {}, { extend: true, unit: 'sentence' })).toBe('sentence, told in words.')
    expect(after({}, {}, { extend: true, unit: 'sentence' }, { extend: true, unit: 'sentence' })).toBe(
      'sentence, told in words. Another sentence follows!',
    )
  })

  it('stays where the text ends', () => {
    expect(after({}, { forward: false })).toBe('One')
    expect(after(...Array.from({ length: 40 }, () => ({})))).toBe('begins')
  })

  it('finds nothing in a text without words', () => {
    expect(moveSelection(' \n', null, 0, { forward: true, extend: false, unit: 'word' })).toBeNull()
  })
})
