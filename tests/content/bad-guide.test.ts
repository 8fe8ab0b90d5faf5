import { readFileSync } from 'node:fs'
import { rename } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { readGuides } from '#server/content/guides.ts'
import { CHAPTER, type Changes, guideOnDisk, problemsOf, swap } from '#tests/content/guide-on-disk.ts'

const template = readFileSync('content/_template/01-first-chapter.md', 'utf8')
const second = (old: string) => old.replace('number: 1', 'number: 2')

/** What somebody might get wrong, and where and how they are told. */
const FAULTS: [string, Changes, string, string, RegExp][] = [
  [
    'an unknown field',
    { [CHAPTER]: swap('    kind: recall', '    kind: recall\n    hint: x') },
    CHAPTER,
    '    hint: x',
    /"hint" is not a field of question 2/,
  ],
  [
    'a misspelt field of the chapter',
    { [CHAPTER]: swap('terms:', 'termz:') },
    CHAPTER,
    'termz: [example-term]',
    /"termz" is not a field of this file/,
  ],
  [
    'no kind',
    { [CHAPTER]: swap('    kind: recall\n', '') },
    CHAPTER,
    '  - id: what-it-says',
    /"kind" of question 2 \("what-it-says"\) is missing.*opener, recall, interpret, judge/,
  ],
  [
    'an unknown kind',
    { [CHAPTER]: swap('kind: judge', 'kind: decide') },
    CHAPTER,
    '    kind: decide',
    /write one of opener.*instead of "decide"/,
  ],
  [
    'an id twice',
    { [CHAPTER]: swap('id: is-it-right', 'id: what-it-says') },
    CHAPTER,
    '  - id: what-it-says',
    /already belongs to question 2/,
  ],
  [
    'a record’s id twice',
    { [CHAPTER]: (old) => old.replace(/ {2}- id: example-record[\s\S]*?(?=plans:)/, '$&$&') },
    CHAPTER,
    '  - id: example-record',
    /already belongs to record 1/,
  ],
  [
    'a number without quotes',
    { [CHAPTER]: swap('title: The first chapter', 'title: 1905') },
    CHAPTER,
    'title: 1905',
    /"title" does not fit: write text \(put it in single quotes/,
  ],
  [
    'a summary that is too short',
    { [CHAPTER]: swap('One or two sentences about this chapter, shown in the contents.', 'Short.') },
    CHAPTER,
    'summary: Short.',
    /at least 20 letters/,
  ],
  [
    'no questions',
    { [CHAPTER]: (old) => old.replace(/questions:[\s\S]*?(?=terms:)/, 'questions: []\n').replace(/plans:[\s\S]*?(?=sources:)/, '') },
    CHAPTER,
    'questions: []',
    /the list is empty/,
  ],
  [
    'a ¶ that does not exist',
    { [CHAPTER]: swap('paragraphs: [1, 2]', 'paragraphs: [1, 3]') },
    CHAPTER,
    '    paragraphs: [1, 3]',
    /names ¶ 3, which does not exist: the chapter has 2/,
  ],
  [
    'a record on a ¶ that does not exist',
    { [CHAPTER]: swap('paragraph: 2', 'paragraph: 9') },
    CHAPTER,
    '  - id: example-record',
    /¶ 9 does not exist/,
  ],
  [
    'a passage that does not stand there',
    { [CHAPTER]: swap('passage: words that need', 'passage: words which need') },
    CHAPTER,
    '  - id: example-record',
    /does not stand in ¶ 2: copy it/,
  ],
  [
    'a passage in another ¶',
    { [CHAPTER]: swap('paragraph: 2', 'paragraph: 1') },
    CHAPTER,
    '  - id: example-record',
    /does not stand in ¶ 1, but in ¶ 2/,
  ],
  [
    'a passage that stands twice',
    { [CHAPTER]: swap('passage: words that need a second look', "passage: 'the '") },
    CHAPTER,
    '  - id: example-record',
    /more than once/,
  ],
  [
    'an unknown term in the text',
    { [CHAPTER]: swap('(term:example-term)', '(term:nothing)') },
    CHAPTER,
    'This is the first paragraph. Link a [term](term:nothing), a [person](person:example-person), a [place](place:example-place)',
    /the link term:nothing leads nowhere: glossary.yaml/,
  ],
  [
    'a link that is not listed',
    { [CHAPTER]: swap('people: [example-person]', 'people: []') },
    CHAPTER,
    'This is the first paragraph. Link a [term](term:example-term), a [person](person:example-person), a [place](place:example-place)',
    /list it under "people"/,
  ],
  [
    'an entry that is listed but not defined',
    { [CHAPTER]: swap('[example-place]\n', '[example-place, atlantis]\n') },
    CHAPTER,
    'places: [example-place, atlantis]',
    /"atlantis" is listed under "places" but not defined in places.yaml/,
  ],
  [
    'a link to nowhere',
    { [CHAPTER]: swap('(date:example-date)', '(javascript:alert)') },
    CHAPTER,
    'or a [date](javascript:alert) where it first appears.',
    /leads nowhere: write term:/,
  ],
  [
    'HTML',
    { [CHAPTER]: swap('This is the second', '<b>This</b> is the second') },
    CHAPTER,
    '<b>This</b> is the second paragraph. It contains words that need a second look, and a note in the front matter says why.',
    /HTML is not shown/,
  ],
  [
    'a picture',
    { [CHAPTER]: swap('This is the second', '![x](https://x.org/y.png) is the second') },
    CHAPTER,
    '![x](https://x.org/y.png) is the second paragraph. It contains words that need a second look, and a note in the front matter says why.',
    /picture/,
  ],
  [
    'a second title',
    { [CHAPTER]: swap('This is the second', '# Title\n\nThis is the second') },
    CHAPTER,
    '# Title',
    /begin headings with ##/,
  ],
  [
    'a plan that does not add up',
    { [CHAPTER]: swap('{ title: Welcome, minutes: 5 }', '{ title: Welcome, minutes: 6 }') },
    CHAPTER,
    "  '60':",
    /add up to 61 minutes, not 60/,
  ],
  [
    'a plan with an unknown question',
    { [CHAPTER]: swap('{ question: what-it-says, minutes: 7 }', '{ question: that, minutes: 7 }') },
    CHAPTER,
    '    - { question: that, minutes: 7 }',
    /names "that", which is no question/,
  ],
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
    'an id with capitals',
    { 'glossary.yaml': (old) => `${old}Soviet:\n  term: soviet\n  definition: A council of workers.\n` },
    'glossary.yaml',
    'Soviet:',
    /the id "Soviet" does not fit/,
  ],
]

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
