import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ParagraphLabel } from '#domain/guide.ts'
import type { ImportedText } from '#domain/import/blocks/text.ts'
import { toGuideFiles } from '#domain/import/guide/guide-files.ts'
import { compareLabels, nameParagraphs } from '#domain/import/guide/labels.ts'
import { pairInOrder, wordsOfText } from '#domain/import/guide/pair.ts'
import type { EarlierChapter } from '#domain/import/guide/update.ts'

const labels = (count: number) => Array.from({ length: count }, (_, index) => String(index + 1))

/** An edition: paragraphs by their words, all different. */
const edition = fc.uniqueArray(fc.stringMatching(/^[a-z]{3,8}( [a-z]{3,8}){2,6}$/), { minLength: 1, maxLength: 14 })
/** What happens to an edition: at each place a paragraph stays, goes, or gets others before it. */
const revision = fc.array(fc.record({ stays: fc.boolean(), before: fc.nat({ max: 3 }) }), { minLength: 14, maxLength: 14 })

function revise(before: string[], changes: { stays: boolean; before: number }[]): string[] {
  let made = 0
  const added = (count: number) => Array.from({ length: count }, () => `new words ${made++} ${'x'.repeat(made)} come here`)
  return before.flatMap((words, at) => [...added(changes[at]?.before ?? 0), ...(changes[at]?.stays ? [words] : [])])
}

test('whatever changes, labels are unique, unchanged paragraphs keep theirs, and no label goes to another text', () => {
  fc.assert(
    fc.property(edition, revision, (before, changes) => {
      const after = revise(before, changes)
      const names = nameParagraphs(labels(before.length), pairInOrder(before, after))
      expect(new Set(names).size).toBe(after.length)
      for (const [at, words] of after.entries()) {
        const earlier = before.indexOf(words)
        if (earlier >= 0) expect(names[at]).toBe(String(earlier + 1))
        else expect(labels(before.length)).not.toContain(names[at])
      }
    }),
  )
})

test('labels go up through a text, however often it is imported anew', () => {
  fc.assert(
    fc.property(edition, fc.array(revision, { minLength: 1, maxLength: 6 }), (first, revisions) => {
      let [text, names] = [first, labels(first.length)]
      for (const changes of revisions) {
        const after = revise(text, changes).map((words, at) => (words.startsWith('new words') ? `${words} ${text.length} ${at}` : words))
        names = nameParagraphs(names, pairInOrder(text, after))
        text = after
        expect(new Set(names).size).toBe(names.length)
        for (const name of names) expect(ParagraphLabel.safeParse(name).success, name).toBe(true)
        expect(names.toSorted(compareLabels)).toEqual(names)
      }
    }),
  )
  const once = nameParagraphs(labels(3), [null, 0, null, null, 1, null, 2, null])
  expect(once).toEqual(['0a', '1', '1a', '1b', '2', '2a', '3', '4'])
  expect([...once].sort(compareLabels)).toEqual(once)
})

test('between two that came in later there is still room', () => {
  expect(nameParagraphs(['12', '12a', '12b', '13'], [0, 1, null, null, 2, null, 3])).toEqual([
    '12',
    '12a',
    '12aa',
    '12ab',
    '12b',
    '12c',
    '13',
  ])
  expect(nameParagraphs(['12', '12a', '13'], [0, null, 1, 2])).toEqual(['12', '12.1', '12a', '13'])
  expect(nameParagraphs(['12', '12.1', '12.2', '12a'], [0, null, 1, null, 2, null, null, 3])).toEqual([
    ...['12', '12.0.1', '12.1', '12.1a', '12.2', '12.3', '12.4', '12a'],
  ])
  expect(nameParagraphs(['0a', '1'], [null, 0, 1])).toEqual(['0.1', '0a', '1'])
  expect(nameParagraphs(['1', '2'], [0, ...Array.from({ length: 28 }, () => null), 1]).slice(24, 29)).toEqual([
    '1x',
    '1y',
    '1z',
    '1za',
    '1zb',
  ])
})

test('a paragraph in which a word was mended is the same paragraph', () => {
  const before = ['The mill stood by the rver for years', 'Nobody came', 'The end of it all was near']
  const after = ['The mill stood by the river for years', 'Nobody came', 'A stranger rode in from the hills', 'The end of it all was near']
  expect(pairInOrder(before.map(wordsOfText), after.map(wordsOfText))).toEqual([0, 1, null, 2])
})

test('long texts are compared, too', () => {
  const before = Array.from({ length: 20_000 }, (_, at) => `paragraph ${at} of ${at % 7} many`)
  const after = before.flatMap((words, at) => (at % 50 === 0 ? ['something new', words] : at % 33 === 0 ? [] : [words]))
  const pairs = pairInOrder(before, after)
  expect(pairs.filter((pair) => pair !== null).length).toBeGreaterThan(19_000)
})

const about = { title: 'The mill', language: 'en', licence: 'CC0' }

function text(...chapters: [title: string, ...paragraphs: string[]][]): ImportedText {
  const sections = chapters.map(([title, ...paragraphs]) => ({
    part: 'chapter' as const,
    title,
    blocks: paragraphs.map((words, index) => ({ kind: 'paragraph' as const, origin: { line: index + 1 }, text: words })),
  }))
  return { title: null, creator: null, language: null, sections, report: [] }
}

function earlier(number: number, slug: string, title: string, ...paragraphs: string[]): EarlierChapter {
  let start = 0
  const places = paragraphs.map((words, index) => {
    const place = { start, end: start + words.length, label: String(index + 1) }
    start = place.end + 1
    return place
  })
  return { slug, number, part: null, title, text: paragraphs.join('\n'), paragraphs: places }
}

const WHEEL = 'The wheel turned from morning until the evening bell.'
const FLOOD = 'Then the flood came down the valley, and took the bridge with it.'

test('a chapter keeps its address by what it says, by its title, or by its number', () => {
  const before = [
    earlier(1, 'wheel', 'The wheel', WHEEL),
    earlier(2, 'flood', 'The flood', FLOOD),
    earlier(3, 'miller', 'The miller', 'Who he was.'),
  ]
  const files = toGuideFiles(
    text(
      ['A start', 'Entirely new words stand here now.'],
      ['Of turning', WHEEL],
      ['The flood', 'It was told in another way.'],
      ['Last', 'Fin.'],
    ),
    about,
    before,
  )
  expect([...files.keys()]).toEqual(['guide.md', '01-a-start.md', '02-wheel.md', '03-flood.md', '04-last.md'])
  const thirdByNumber = toGuideFiles(text(['A', 'New.'], ['B', 'Newer.'], ['C', 'Newest.']), about, before)
  expect([...thirdByNumber.keys()]).toEqual(['guide.md', '01-wheel.md', '02-flood.md', '03-miller.md'])
})

test('the address of a chapter that is gone goes to no other', () => {
  const before = [earlier(1, 'wheel', 'The wheel', WHEEL), earlier(9, 'flood', 'The flood', FLOOD)]
  const files = toGuideFiles(text(['The wheel', WHEEL], ['Flood!', 'A different thing.']), about, before)
  expect([...files.keys()]).toEqual(['guide.md', '01-wheel.md', '02-flood-2.md'])
})

test('labels are written down only where they are not 1, 2, 3', () => {
  const before = [earlier(1, 'wheel', 'The wheel', WHEEL, FLOOD)]
  const same = toGuideFiles(text(['The wheel', WHEEL, FLOOD]), about, before)
  expect(same.get('01-wheel.md')).not.toContain('paragraphs:')
  const more = toGuideFiles(text(['The wheel', WHEEL, 'Nobody slept that night, it is said.', FLOOD]), about, before)
  expect(more.get('01-wheel.md')).toContain('paragraphs: ["1","1a","2"]')
  const fewer = toGuideFiles(text(['The wheel', FLOOD]), about, before)
  expect(fewer.get('01-wheel.md')).toContain('paragraphs: ["2"]')
})
