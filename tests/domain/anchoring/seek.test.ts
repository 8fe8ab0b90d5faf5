import fc from 'fast-check'
import { expect, describe as group, test } from 'vitest'
import { type Sought, seek, seekQuotes } from '#domain/anchoring/seek.ts'

const MORNING = 'The kettle had gone cold before anyone thought of the letter. It lay under the bread knife, unopened.'
const HARBOUR = 'Down at the harbour two boats were loading salt. A boy counted the sacks aloud and lost count at forty.'
const EVENING = 'By evening the wind had turned. Nobody spoke of the letter, and the lamp was carried from room to room.'
const STRANGER = 'Some quite different matter altogether: rents, fences, a quarrel over seven goats and their keeper.'
const STORY = [MORNING, HARBOUR, EVENING].join('\n')

/** Where some words of a text that is gone stand in others: which of them, and as which words. */
function find(gone: string, texts: string[], ...quotes: string[]): unknown[] {
  const passages = quotes.map((quote) => {
    const start = gone.indexOf(quote)
    expect(start, `"${quote}" stands in the text that is gone`).toBeGreaterThanOrEqual(0)
    return { start, end: start + quote.length }
  })
  return (seek([{ text: gone, passages }], texts)[0] ?? []).map((sought) => told(sought, texts))
}
const told = (sought: Sought, texts: string[]) =>
  sought.kind === 'lost' ? sought : [sought.kind, sought.text, texts[sought.text]?.slice(sought.start, sought.end)]

group('a text that is gone', () => {
  test('was split: each passage is in one of the parts, and what goes over the cut in none', () => {
    const parts = [STRANGER, MORNING, `${HARBOUR}\n${EVENING.replace('lamp', 'candle')}`]
    const across = 'bread knife, unopened.\nDown at the harbour'
    expect(find(STORY, parts, 'two boats', 'gone cold', 'the lamp was carried', across)).toEqual([
      ['same', 2, 'two boats'],
      ['same', 1, 'gone cold'],
      ['changed', 2, 'the candle was carried'],
      { kind: 'lost', near: { text: 1, at: MORNING.indexOf('bread knife') } },
    ])
  })

  test('was merged into another, or several into one', () => {
    const merged = [STRANGER, EVENING, MORNING].join('\n')
    const found = seek(
      [
        { text: MORNING, passages: [{ start: 4, end: 24 }] },
        { text: EVENING, passages: [{ start: 3, end: 10 }] },
      ],
      [HARBOUR, merged],
    )
    expect(found.flat().map((sought) => told(sought, [HARBOUR, merged]))).toEqual([
      ['same', 1, 'kettle had gone cold'],
      ['same', 1, 'evening'],
    ])
  })

  test('and is in no other: nothing is said of where its passages stood', () => {
    expect(find(HARBOUR, [STRANGER, MORNING], 'two boats', 'lost count at forty')).toEqual([
      { kind: 'lost', near: null },
      { kind: 'lost', near: null },
    ])
    expect(seek([{ text: HARBOUR, passages: [{ start: 0, end: 9 }] }], [])).toEqual([[{ kind: 'lost', near: null }]])
  })

  test('a passage that is gone from what is left is lost where its neighbours meet', () => {
    const rest = STORY.replace(' A boy counted the sacks aloud and lost count at forty.', '')
    const [lost] = find(STORY, [STRANGER, rest], 'A boy counted the sacks aloud')
    expect(lost).toMatchObject({ kind: 'lost', near: { text: 1 } })
  })
})

test('quotes whose text was not kept are found where they stand, and never over a border', () => {
  const quotes = ['two boats were loading salt', 'the letter. It lay', 'unopened. Down at'].map((exact) => ({
    exact,
    prefix: '',
    suffix: '',
  }))
  const texts = [MORNING, HARBOUR]
  expect(seekQuotes(quotes, texts).map((sought) => told(sought, texts))).toEqual([
    ['same', 1, 'two boats were loading salt'],
    ['same', 0, 'the letter. It lay'],
    { kind: 'lost', near: null },
  ])
})

test('whatever the texts are, what is found lies inside one of them', () => {
  const text = fc.array(fc.constantFrom(MORNING, HARBOUR, EVENING, STRANGER, 'no', '\n', ' ', '👩‍👩‍👧', ''), { maxLength: 6 })
  const passage = fc.record({ start: fc.integer({ min: -5, max: 400 }), end: fc.integer({ min: -5, max: 400 }) })
  const gone = fc.array(fc.record({ text: text.map((parts) => parts.join('\n')), passages: fc.array(passage, { maxLength: 5 }) }), {
    maxLength: 3,
  })
  const there = fc.array(
    text.map((parts) => parts.join(' ')),
    { maxLength: 4 },
  )
  fc.assert(
    fc.property(gone, there, (before, after) => {
      const found = seek(before, after)
      expect(found.map(({ length }) => length)).toEqual(before.map(({ passages }) => passages.length))
      for (const sought of found.flat()) {
        if (sought.kind === 'lost') {
          if (sought.near) expect(sought.near.at).toBeLessThanOrEqual(after[sought.near.text]?.length ?? -1)
          continue
        }
        expect(sought.start).toBeGreaterThanOrEqual(0)
        expect(sought.end).toBeGreaterThanOrEqual(sought.start)
        expect(sought.end).toBeLessThanOrEqual(after[sought.text]?.length ?? -1)
      }
    }),
    { numRuns: 300 },
  )
})
