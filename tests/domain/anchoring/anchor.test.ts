import fc from 'fast-check'
import { expect, describe as group, test } from 'vitest'
import { anchor, type Quote } from '#domain/anchoring/anchor.ts'
import { describe } from '#domain/anchoring/describe.ts'
import { widenToGraphemes } from '#domain/anchoring/graphemes.ts'

const STORY = [
  'The kettle had gone cold before anyone thought of the letter. It lay under the bread knife, unopened.',
  'Down at the harbour two boats were loading salt. A boy counted the sacks aloud and lost count at forty.',
  'By evening the wind had turned. Nobody spoke of the letter, and the lamp was carried from room to room.',
].join('\n\n')

/** Describes words of one text and finds them in another. */
function find(before: string, after: string, words: string, at = before.indexOf(words)): string | null {
  const found = anchor(after, describe(before, { start: at, end: at + words.length }))
  return found && after.slice(found.start, found.end)
}

group('exact quotes', () => {
  test('are found with a score of 1 where nothing changed', () => {
    const described = describe(STORY, { start: 4, end: 10 })
    expect(anchor(STORY, described)).toEqual({ start: 4, end: 10, score: 1 })
  })

  test('of several equal ones, the one with the right neighbours is taken', () => {
    const second = STORY.lastIndexOf('the letter')
    const described = describe(STORY, { start: second, end: second + 10 })
    const after = `A new beginning, quite long, to shift every place.\n\n${STORY}`
    expect(anchor(after, described)?.start).toBe(after.lastIndexOf('the letter'))
  })

  test('of several with equal neighbours, the nearest position is taken', () => {
    const song = 'la la la and so on. '.repeat(20)
    const start = song.indexOf('and so', 150)
    expect(anchor(song, describe(song, { start, end: start + 6 }))?.start).toBe(start)
  })

  test('without context are found by their words alone', () => {
    expect(anchor(STORY, { exact: 'two boats' })).toMatchObject({ start: STORY.indexOf('two boats') })
    expect(anchor(STORY, { exact: 'the letter', start: 200 })).toMatchObject({ start: STORY.lastIndexOf('the letter') })
  })

  test('short ones among strangers are not taken for themselves', () => {
    expect(find(STORY, 'An altogether different text in which the letter is named only once.', 'the letter')).toBeNull()
  })

  test('long ones are theirs wherever they went', () => {
    const sentence = 'A boy counted the sacks aloud and lost count at forty.'
    expect(find(STORY, `Rents, fences, goats. ${sentence} Then came the rain.`, sentence)).toBe(sentence)
  })
})

group('quotes that changed', () => {
  test('are found in their context', () => {
    const after = STORY.replace('two boats were loading salt', 'two small boats were loading salt')
    expect(find(STORY, after, 'harbour two boats were loading')).toBe('harbour two small boats were loading')
  })

  test('are found although something elsewhere is more like them', () => {
    const before = `${STORY} He counted the sheep.`
    const after = `${STORY.replace('counted the sacks', 'counted the sack')} He counted the sacks.`
    expect(find(before, after, 'A boy counted the sacks')).toBe('A boy counted the sack')
  })

  test('are not found once they are gone', () => {
    expect(find(STORY, STORY.replace('A boy counted the sacks aloud and lost count at forty.', ''), 'counted the sacks')).toBeNull()
    expect(find(STORY, STORY.replace('loading salt', 'heading home'), 'loading salt')).toBeNull()
  })

  test('are found by their ends when they are long', () => {
    const before = Array.from({ length: 40 }, (_, i) => `Sentence ${i} counts the ${i * 7} sacks that were left over.`).join(' ')
    const after = before.replace('Sentence 20 counts', 'Sentence 20 recounts')
    const start = before.indexOf('Sentence 12')
    const end = before.indexOf('Sentence 30')
    const found = anchor(after, describe(before, { start, end }))
    expect(found && after.slice(found.start, found.end).trim()).toBe(
      after.slice(after.indexOf('Sentence 12'), after.indexOf('Sentence 30')).trim(),
    )
  })
})

group('any input', () => {
  const pieces = fc.constantFrom('the ', 'a', 'river', '. ', '\n', '𝒜', '👨‍👩‍👧', 'e\u0301', '漢', 'ไทย', 'שלום', '\ud83d', '\u200d', '')
  const anyText = fc.oneof(
    fc.array(pieces, { maxLength: 40 }).map((parts) => parts.join('')),
    fc.string({ unit: 'binary', maxLength: 40 }),
  )
  const anyQuote: fc.Arbitrary<Quote> = fc.record(
    { exact: anyText, prefix: anyText, suffix: anyText, start: fc.integer({ min: -10, max: 200 }) },
    { requiredKeys: ['exact'] },
  )

  test('gives whole graphemes inside the text, or null', () => {
    fc.assert(
      fc.property(anyText, anyQuote, (text, quote) => {
        const found = anchor(text, quote)
        if (!found) return
        expect(found.start).toBeGreaterThanOrEqual(0)
        expect(found.end).toBeGreaterThan(found.start)
        expect(found.end).toBeLessThanOrEqual(text.length)
        expect(widenToGraphemes(text, found)).toEqual({ start: found.start, end: found.end })
        expect(found.score).toBeGreaterThan(0)
        expect(found.score).toBeLessThanOrEqual(1)
      }),
      { numRuns: 1000 },
    )
  })

  test('what is described is found again where it was', () => {
    fc.assert(
      fc.property(anyText, fc.nat(40), fc.nat(40), (text, start, length) => {
        const described = describe(text, { start, end: start + length })
        fc.pre(described.exact.trim() !== '')
        expect(anchor(text, described)).toMatchObject({ start: described.start, end: described.end })
      }),
      { numRuns: 1000 },
    )
  })

  test.each([
    ['a quote that stands everywhere', 'a'.repeat(200_000), 'a'],
    ['a long quote that stands nowhere', 'ab '.repeat(60_000), 'cd '.repeat(3_000)],
    ['a long quote that nearly stands everywhere', 'ab '.repeat(60_000), `${'ab '.repeat(1_500)}x${'ab '.repeat(1_500)}`],
  ])('%s comes to an end', { timeout: 60_000 }, (_name, text, exact) => {
    const found = anchor(text, { exact, prefix: 'some words before it', suffix: 'some words after it', start: 1000 })
    if (found) expect(text.slice(found.start, found.end).length).toBeGreaterThan(0)
    else expect(found).toBeNull()
  })
})
