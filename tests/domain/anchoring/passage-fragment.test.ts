import { describe, expect, test } from 'vitest'
import { describe as describePassage } from '#domain/anchoring/describe.ts'
import { findLinkedPassage } from '#domain/anchoring/find-linked-passage.ts'
import { parsePassageFragment, passageFragment } from '#domain/anchoring/passage-fragment.ts'

const TEXT = `The tide comes in twice a day. One bulge faces the Moon & the other turns away from it.
Nobody who stands on the shore sees either of them, ${'and so it goes on and on, wave after wave, '.repeat(9)}until the evening.
The tide goes out again, 🌊 and what it leaves behind is counted.`

const linkTo = (words: string, text = TEXT) => {
  const start = text.indexOf(words)
  return passageFragment(describePassage(text, { start, end: start + words.length }))
}
const follow = (text: string, fragment: string) => {
  const found = findLinkedPassage(text, fragment)
  return found && text.slice(found.start, found.end)
}

describe('the address of a passage', () => {
  test('leads to its words, also when they hold signs that addresses use', () => {
    for (const words of ['faces the Moon & the other', 'The tide', 'again, 🌊 and']) expect(follow(TEXT, linkTo(words))).toBe(words)
  })

  test('names a long passage by its two ends', () => {
    const words = TEXT.slice(TEXT.indexOf('Nobody'), TEXT.indexOf(' until'))
    const link = linkTo(words)
    expect(link.length).toBeLessThan(500)
    expect(follow(TEXT, link)).toBe(words)
    expect(follow(`Words that came before.\n${TEXT}`, link)).toBe(words)
  })

  test('finds the words again after the text was edited', () => {
    const edited = `A new paragraph stands here.\n${TEXT.replace('faces the Moon & the other', 'faces our Moon & the other')}`
    expect(follow(edited, linkTo('turns away from it'))).toBe('turns away from it')
    expect(follow(edited, linkTo('One bulge faces the Moon & the other turns away'))).toBe(
      'One bulge faces our Moon & the other turns away',
    )
  })

  test('leads nowhere rather than to words that only look like it', () => {
    expect(follow(TEXT.replace('what it leaves behind is counted', 'nothing more'), linkTo('what it leaves behind is counted'))).toBeNull()
    for (const bad of ['#passage=', '#passage=5-3&words=tide', '#passage=0-4', '#annotation-1', `#passage=0-9&words=${'x'.repeat(9999)}`]) {
      expect(parsePassageFragment(bad)).toBeNull()
    }
  })

  test('is never a reason to fail, whatever it says', () => {
    for (const words of ['%', '%E0%A4%A', '+', '\ud83c', '🌊', ' ', '\n', 'x', '%F0%9F%8C']) {
      const found = findLinkedPassage(TEXT, `#passage=3-900&words=${words}&before=${words}&to=${words}`)
      if (found) expect(found.start >= 0 && found.end <= TEXT.length && found.start < found.end).toBe(true)
    }
  })
})
