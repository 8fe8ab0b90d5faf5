import { expect, test } from 'vitest'
import type { ReportEntry } from '#domain/import/blocks/text.ts'
import { joinAtHyphen } from '#domain/import/words/hyphens.ts'
import { makeLexicon } from '#domain/import/words/lexicon.ts'

function join(before: string, after: string, texts: string[], words?: string[]) {
  const report: ReportEntry[] = []
  const joined = joinAtHyphen(before, after, { line: 3 }, makeLexicon([...texts, before, after], new Set(words)), report)
  return [joined, report[0]?.kind, report[0]?.after]
}

test('a word that the text knows is joined', () => {
  expect(join('along the har-', 'bour wall', ['the harbour'])).toEqual(['along the harbour wall', 'joined', 'harbour'])
  expect(join('along the har-', 'bour wall', ['two harbours'])).toEqual(['along the harbour wall', 'joined', 'harbour'])
})

test('a word that the list knows is joined', () => {
  expect(join('along the har-', 'bour wall', [], ['harbour', 'along', 'the', 'wall'])).toEqual([
    'along the harbour wall',
    'joined',
    'harbour',
  ])
})

test('where there is a list, a half that is no word shows that the whole is one', () => {
  expect(join('at Penmar-', 'row we', ['we were at the river'], ['we', 'at', 'row', 'were', 'the', 'river'])).toEqual([
    'at Penmarrow we',
    'joined',
    'Penmarrow',
  ])
})

test('a real hyphen is kept', () => {
  expect(join('the anti-', 'Semitism of', [])).toEqual(['the anti-Semitism of', 'joined', 'anti-Semitism'])
  expect(join('a half-', 'timbered house', ['half-timbered'])).toEqual(['a half-timbered house', 'joined', 'half-timbered'])
  expect(join('its self-', 'regard', [])).toEqual(['its self-regard', 'joined', 'self-regard'])
  expect(join('out-of-', 'date charts', [])).toEqual(['out-of-date charts', 'joined', 'out-of-date'])
})

test('what cannot be decided stays, and is a doubt', () => {
  expect(join('a short-', 'term loan', [])).toEqual(['a short-term loan', 'doubt', 'short-term'])
  expect(join('a ferry-', 'boat', ['ferryboat', 'ferry-boat'])).toEqual(['a ferry-boat', 'doubt', 'ferry-boat'])
})

test('a dash, a suspended hyphen and a range are no broken words', () => {
  expect(join('the mill -', 'what was left of it', [])).toEqual([null, undefined, undefined])
  expect(join('pre-', 'and post-war', [])).toEqual([null, undefined, undefined])
  expect(join('1919-', '21', [])).toEqual([null, undefined, undefined])
})

test('a soft hyphen always joins', () => {
  expect(join('har\u00ad', 'bour', [])).toEqual(['harbour', 'joined', 'harbour'])
})

test('a list of another language says nothing', () => {
  expect(join('an der Hafen-', 'mauer entlang', [], ['at', 'the', 'harbour'])).toEqual([
    'an der Hafen-mauer entlang',
    'doubt',
    'Hafen-mauer',
  ])
})
