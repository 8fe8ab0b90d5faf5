import { expect, test } from 'vitest'
import { CHAPTER, problemsOf, swap } from '#tests/content/guide-on-disk.ts'

/** What somebody might get wrong in a chapter, on which line they are told, and how. */
const FAULTS: [string, (old: string) => string, string, RegExp][] = [
  ['an unknown field', swap('    kind: recall', '    kind: recall\n    hint: x'), '    hint: x', /"hint" is not a field of question 2/],
  ['a misspelt field of the chapter', swap('terms:', 'termz:'), 'termz: [example-term]', /"termz" is not a field of this file/],
  [
    'no kind',
    swap('    kind: recall\n', ''),
    '  - id: what-it-says',
    /"kind" of question 2 \("what-it-says"\) is missing.*opener, recall, interpret, judge/,
  ],
  ['an unknown kind', swap('kind: judge', 'kind: decide'), '    kind: decide', /write one of opener.*instead of "decide"/],
  ['an id twice', swap('id: case-for', 'id: what-it-says'), '  - id: what-it-says', /already belongs to question 2/],
  [
    'a record’s id twice',
    (old) => old.replace(/ {2}- id: example-record[\s\S]*?(?=plans:)/, '$&$&'),
    '  - id: example-record',
    /already belongs to record 1/,
  ],
  [
    'a number without quotes',
    swap('title: The first chapter', 'title: 1905'),
    'title: 1905',
    /"title" does not fit: write text \(put it in single quotes/,
  ],
  [
    'a summary that is too short',
    swap('One or two sentences about this chapter, shown in the contents.', 'Short.'),
    'summary: Short.',
    /at least 20 letters/,
  ],
  [
    'names for fewer paragraphs than there are',
    swap('number: 1\n', "number: 1\nparagraphs: ['1']\n"),
    "paragraphs: ['1']",
    /"paragraphs" names 1, but the chapter has 2/,
  ],
  [
    'one name for two paragraphs',
    swap('number: 1\n', "number: 1\nparagraphs: ['1', '1']\n"),
    "paragraphs: ['1', '1']",
    /two paragraphs are named "1"/,
  ],
  [
    'a name that is none',
    swap('number: 1\n', "number: 1\nparagraphs: ['1', 'a1']\n"),
    "paragraphs: ['1', 'a1']",
    /write a number, with letters if need be/,
  ],
  [
    'a chapter that claims to stand before the chapters',
    swap('number: 1', 'number: 1\npart: front'),
    'number: 1',
    /number 0 and "part: front"/,
  ],
  [
    'a footnote that nothing refers to',
    swap('This is the second', '[^lost]: A note.\n\nThis is the second'),
    '[^lost]: A note.',
    /nothing refers to the footnote \[\^lost\]/,
  ],
  [
    'a ¶ that does not exist',
    swap('paragraphs: [1, 2]', 'paragraphs: [1, 3]'),
    '    paragraphs: [1, 3]',
    /names ¶ 3, which does not exist: the chapter has 2/,
  ],
  ['a record on a ¶ that does not exist', swap('paragraph: 2', 'paragraph: 9'), '  - id: example-record', /¶ 9 does not exist/],
  [
    'a passage that does not stand there',
    swap('passage: words that need', 'passage: words which need'),
    '  - id: example-record',
    /does not stand in ¶ 2: copy it/,
  ],
  ['a passage in another ¶', swap('paragraph: 2', 'paragraph: 1'), '  - id: example-record', /does not stand in ¶ 1, but in ¶ 2/],
  [
    'a passage that stands twice',
    swap('passage: words that need a second look', "passage: 'the '"),
    '  - id: example-record',
    /more than once/,
  ],
  [
    'an unknown term in the text',
    swap('(term:example-term)', '(term:nothing)'),
    'This is the first paragraph. Link a [term](term:nothing), a [person](person:example-person), a [place](place:example-place)',
    /the link term:nothing leads nowhere: glossary.yaml/,
  ],
  [
    'a link that is not listed',
    swap('people: [example-person]', 'people: []'),
    'This is the first paragraph. Link a [term](term:example-term), a [person](person:example-person), a [place](place:example-place)',
    /list it under "people"/,
  ],
  [
    'an entry that is listed but not defined',
    swap('[example-place]\n', '[example-place, atlantis]\n'),
    'places: [example-place, atlantis]',
    /"atlantis" is listed under "places" but not defined in places.yaml/,
  ],
  [
    'a link to nowhere',
    swap('(date:example-date)', '(javascript:alert)'),
    'or a [date](javascript:alert) where it first appears.',
    /leads nowhere: write term:/,
  ],
  [
    'HTML',
    swap('This is the second', '<b>This</b> is the second'),
    '<b>This</b> is the second paragraph. It contains words that need a second look, and a note in the front matter says why.',
    /HTML is not shown/,
  ],
  [
    'a picture',
    swap('This is the second', '![x](https://x.org/y.png) is the second'),
    '![x](https://x.org/y.png) is the second paragraph. It contains words that need a second look, and a note in the front matter says why.',
    /picture/,
  ],
  ['a second title', swap('This is the second', '# Title\n\nThis is the second'), '# Title', /begin headings with ##/],
  [
    'a plan that does not add up',
    swap('{ title: Welcome, minutes: 5 }', '{ title: Welcome, minutes: 6 }'),
    "  '60':",
    /add up to 61 minutes, not 60/,
  ],
  [
    'a plan with an unknown question',
    swap('{ question: what-it-says, minutes: 7 }', '{ question: that, minutes: 7 }'),
    '    - { question: that, minutes: 7 }',
    /names "that", which is no question/,
  ],
]

test.each(FAULTS)('%s is told with its line', async (_, change, at, sentence) => {
  expect(await problemsOf({ [CHAPTER]: change })).toContainEqual({ file: CHAPTER, at, sentence: expect.stringMatching(sentence) })
})
