import { describe, expect, test } from 'vitest'
import type { ReportEntry } from '#domain/import/blocks/text.ts'
import { makeLexicon } from '#domain/import/words/lexicon.ts'
import { mendText } from '#domain/import/words/mends.ts'

const KNOWN = ['the half-timbered mill', 'a lantern by the harbour', 'she came back']

function mend(text: string, around: { previous?: string; next?: string; isEnglish?: boolean } = {}) {
  const report: ReportEntry[] = []
  const lexicon = makeLexicon([...KNOWN, text])
  const mended = mendText(text, { previous: '', next: '', isEnglish: true, ...around, lexicon, origin: { line: 7 } }, report)
  return { mended, report }
}

describe('errors that are certain are mended', () => {
  test.each([
    ['at the bend... [t is late', 'at the bend... It is late'],
    ['[n the morning we left', 'In the morning we left'],
    ['\\[t was cold', 'It was cold'],
    ['as long as | stand here', 'as long as I stand here'],
    ['“| think so,” he said', '“I think so,” he said'],
    ['|’ve never seen it', 'I’ve never seen it'],
    ['the river’’s mouth', 'the river’s mouth'],
    ["the river'’s mouth", 'the river’s mouth'],
    ['‘‘Come in,’’ she said', '“Come in,” she said'],
    ["''Come in,'' she said", '"Come in," she said'],
    ['``Come in,’’ she said', '“Come in,” she said'],
    ['the ﬁrst ﬂood, an eﬃcient sluice', 'the first flood, an efficient sluice'],
    ['a half- timbered house', 'a half-timbered house'],
    ['the har- bour wall', 'the harbour wall'],
    ['the lan-tern went out', 'the lantern went out'],
    ['the har\u00adbour', 'the harbour'],
  ])('%s', (text, expected) => {
    const { mended, report } = mend(text)
    expect(mended).toBe(expected)
    expect(report.length).toBeGreaterThan(0)
    for (const entry of report) expect(entry).toMatchObject({ kind: 'mended', origin: { line: 7 } })
  })

  test('where the line before or after tells', () => {
    expect(mend('| stood there', { previous: 'for as long as' }).mended).toBe('I stood there')
    expect(mend('it is said that [t', { next: 'is late' }).mended).toBe('it is said that It')
  })
})

describe('what may be right is left', () => {
  test.each([
    'he wrote “[t]he river”',
    '[the island]',
    '[t is what the scribe wrote]',
    'tea | coffee | milk',
    'north | south',
    'either |x| or |y|',
    'the boats’ ’tis said',
    "a board of 6'' by 4''",
    'rock ’n’ roll',
    'the pre- and post-war bridges',
    'a wind- something',
    'the Anglo-saxon mill',
    'a co-operative lantern',
    'the ferry-boat',
  ])('%s', (text) => {
    expect(mend(text)).toEqual({ mended: text, report: [] })
  })

  test('the letter I in another language', () => {
    expect(mend('als | das sah', { isEnglish: false }).mended).toBe('als | das sah')
    expect(mend('[n der Mühle', { isEnglish: false }).mended).toBe('[n der Mühle')
  })
})
