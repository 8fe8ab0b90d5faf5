import { readFileSync } from 'node:fs'
import { rename } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { readGuides } from '#server/content/content-guides.ts'
import { CHAPTER, type Changes, guideOnDisk, problemsOf, swap } from '#tests/content/guide-on-disk.ts'

const template = readFileSync('content/_template/01-first-chapter.md', 'utf8')
const second = (old: string) => old.replace('number: 1', 'number: 2')

/** What somebody might get wrong in a guide’s folder, and where and how they are told. */
const FAULTS: [string, Changes, string, string, RegExp][] = [
  ['a number that disagrees with the file', { [CHAPTER]: second }, CHAPTER, 'number: 2', /"number" is 2, but the file's name says 1/],
  [
    'a gap in the numbering',
    { '03-third.md': swapInCopy('number: 3') },
    '03-third.md',
    '---',
    /chapter 3, but it follows 01-first-chapter.md: number it 02/,
  ],
  ['a name that is no chapter’s', { 'Chapter two.md': 'x' }, 'Chapter two.md', 'x', /write two digits/],
  [
    'a name that is taken',
    { [CHAPTER]: null, '01-meetings.md': swapInCopy('number: 1') },
    '01-meetings.md',
    '---',
    /"meetings" is taken by the program/,
  ],
  ['an unknown list', { 'glosary.yaml': 'x: y' }, 'glosary.yaml', 'x: y', /no list has this name: use glossary.yaml/],
  ['no settings', { [CHAPTER]: 'Only text.' }, CHAPTER, 'Only text.', /must begin with its settings/],
  ['no text', { [CHAPTER]: (old) => old.slice(0, old.indexOf('\n---\n', 4) + 5) }, CHAPTER, '', /the chapter has no text/],
  ['broken YAML', { [CHAPTER]: swap('title: The first chapter', 'title: The: first') }, CHAPTER, 'title: The: first', /this is not YAML/],
  ['no guide.md', { 'guide.md': null }, 'guide.md', '', /this file is missing/],
  [
    'a field of the guide',
    { 'guide.md': swap('licence: CC BY-SA 4.0\n', '') },
    'guide.md',
    'title: The name of your guide',
    /"licence" is missing/,
  ],
  [
    'a year in words',
    { 'people.yaml': swap('born: 1870', 'born: long ago') },
    'people.yaml',
    '  born: long ago',
    /"born" of "example-person" does not fit: write a year/,
  ],
  ['a date without quotes', { 'timeline.yaml': swap("'1905-01-22'", '1905') }, 'timeline.yaml', '  date: 1905', /single quotes/],
  [
    'an end before the start',
    { 'timeline.yaml': swap("'1905-01-22'", "'1905-01-22'\n  until: '1904'") },
    'timeline.yaml',
    "  until: '1904'",
    /later than "date"/,
  ],
  [
    'an event that is there twice',
    { 'timeline.yaml': (old) => `${old}${old}` },
    'timeline.yaml',
    'example-date:',
    /this is not YAML: Map keys must be unique/,
  ],
  [
    'the name of a page beside the chapters',
    { [CHAPTER]: null, '01-timeline.md': swapInCopy('number: 1') },
    '01-timeline.md',
    '---',
    /"timeline" is taken by the program/,
  ],
  [
    'a written page without a summary',
    { 'further-reading.md': '---\ntitle: Books\n---\nA book.\n' },
    'further-reading.md',
    'title: Books',
    /"summary" is missing/,
  ],
  [
    'a written page without text',
    { 'before-you-start.md': '---\ntitle: Before\nsummary: What a facilitator should know.\n---\n' },
    'before-you-start.md',
    '',
    /the page has no text/,
  ],
  [
    'periods out of order',
    { 'guide.md': periods('1900', '1890') },
    'guide.md',
    "  - { id: b, title: Second, from: '1890' }",
    /must begin after "a"/,
  ],
  [
    'an event before all periods',
    { 'guide.md': periods('1906', '1910') },
    'guide.md',
    "  - { id: a, title: First, from: '1906' }",
    /has an event in 1905/,
  ],
  [
    'an id with capitals',
    { 'glossary.yaml': (old) => `${old}Soviet:\n  term: soviet\n  definition: A council of workers.\n` },
    'glossary.yaml',
    'Soviet:',
    /the id "Soviet" does not fit/,
  ],
]

function periods(first: string, second: string): (old: string) => string {
  const block = `periods:\n  - { id: a, title: First, from: '${first}' }\n  - { id: b, title: Second, from: '${second}' }\n`
  return (old) => old.replace(/periods:[\s\S]*?(?=---)/, block)
}

function swapInCopy(number: string): string {
  return template.replace('number: 1', number)
}

test.each(FAULTS)('%s is told with file and line', async (_, changes, file, at, sentence) => {
  const problems = await problemsOf(changes)
  expect(problems).toContainEqual({ file, at, sentence: expect.stringMatching(sentence) })
})

test('all problems are told at once, in order', async () => {
  const problems = await problemsOf({
    [CHAPTER]: (old) => old.replace('kind: judge', 'kind: decide').replace('number: 1', 'number: one'),
    'guide.md': swap('licence:', 'license:'),
  })
  expect(problems.map(({ at }) => at)).toEqual([
    'number: one',
    '    kind: decide',
    'title: The name of your guide',
    'license: CC BY-SA 4.0',
  ])
})

test('a folder that is not there is told', async () => {
  await expect(readGuides('no/such/folder')).rejects.toThrow(/no\/such\/folder:1: there is no such folder: set CONTENT_DIR/)
})

test('a folder whose name cannot be an address is told', async () => {
  const root = await guideOnDisk()
  await rename(`${root}/mine`, `${root}/My Guide`)
  await expect(readGuides(root)).rejects.toThrow(/the folder "My Guide" is the guide's address/)
})
