import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { checkDates } from '#scripts/content/check-dates.ts'
import { checkEntries } from '#scripts/content/check-entries.ts'
import { checkOriginality, MOST_WORDS } from '#scripts/content/check-originality.ts'
import { checkParagraphs } from '#scripts/content/check-paragraphs.ts'
import { checkPlans } from '#scripts/content/check-plans.ts'
import { checkQuestions } from '#scripts/content/check-questions.ts'
import { readGuideFiles } from '#scripts/content/prose.ts'
import { MOST_MEDIAN_WORDS, measureReadability } from '#scripts/content/readability.ts'
import { readGuides } from '#server/content/content-guides.ts'
import { CHAPTER, type Changes, guideOnDisk, swap } from '#tests/content/guide-on-disk.ts'

type Check = typeof checkDates

/** The template's case for the work and the one against it, as its plan of an hour asks them. */
const CASES = '    - { question: case-for, minutes: 6 }\n    - { question: case-against, minutes: 6 }'

/** What a check says of the template guide after changes: the line that it points to, and its sentence. */
async function told(check: Check, changes: Changes): Promise<[string, string][]> {
  const root = await guideOnDisk(changes)
  const [read] = await readGuides(root)
  if (!read) throw new Error('no guide')
  const problems = check(read, readGuideFiles(join(root, 'mine')))
  return Promise.all(
    problems.map(
      async ({ file, line, sentence }) => [(await readFile(file, 'utf8')).split('\n')[line - 1] ?? '', sentence] as [string, string],
    ),
  )
}

test('the template passes every check', async () => {
  for (const check of [checkEntries, checkParagraphs, checkQuestions, checkPlans, checkDates]) expect(await told(check, {})).toEqual([])
})

test('an entry that no chapter uses is told', async () => {
  const changes = { 'people.yaml': (old: string) => `${old}nobody:\n  name: Nobody\n  who: Somebody whom no chapter knows.\n` }
  expect(await told(checkEntries, changes)).toEqual([['nobody:', expect.stringMatching(/no chapter uses "nobody"/)]])
})

test('an entry that a chapter lists without a link is told', async () => {
  const [[, sentence] = ['', '']] = await told(checkEntries, { [CHAPTER]: swap('[person](person:example-person)', 'person') })
  expect(sentence).toMatch(/"example-person" is listed, but no paragraph links to it/)
})

test.each([
  ['a plan', 'title: Read the chapter aloud in turns', 'title: Read ¶1 to ¶7 aloud', /¶7 does not exist: the chapter has 2/],
  ['a note', 'Give the strongest point that its friends would make.', 'Give the strongest point of ¶ 9.', /¶ 9 does not exist/],
  ['a link', 'contains words', '[contains](#p3) words', /\(#p3\) does not exist/],
])('a ¶ that does not exist is told in %s', async (_, from, to, sentence) => {
  expect(await told(checkParagraphs, { [CHAPTER]: swap(from, to) })).toEqual([
    [expect.stringContaining(to.slice(0, 12)), expect.stringMatching(sentence)],
  ])
})

test.each([
  [
    'a recall question whose note leaves out one of its paragraphs',
    'paragraphs: [1]\n',
    'paragraphs: [1, 2]\n',
    /the note says nothing of ¶2/,
  ],
  [
    'a recall question without paragraphs',
    '    paragraphs: [1]\n    note: >-\n      Name the points',
    '    note: >-\n      Name the points',
    /list the paragraphs/,
  ],
  [
    'a note that sends the group elsewhere',
    'Name two readings',
    'Compare ¶1. Name two readings',
    /the note names ¶1, which the question does not list/,
  ],
])('%s is told', async (_, from, to, sentence) => {
  const problems = await told(checkQuestions, { [CHAPTER]: swap(from, to) })
  expect(problems).toContainEqual([expect.stringMatching(/^ {2}- id: /), expect.stringMatching(sentence)])
})

test.each([
  [
    'a plan without an interpretation',
    '{ question: what-it-means, minutes: 10 }',
    '{ title: Talk, minutes: 10 }',
    /^the plan of 60 minutes asks nobody what/,
  ],
  [
    'an interpretation in a hurry',
    'what-it-means, minutes: 12 }',
    'what-it-means, minutes: 9 }\n    - { title: A song, minutes: 3 }',
    /gives "what-it-means" 9 minutes/,
  ],
  ['a plan that hears one side', '{ question: case-for, minutes: 6 }', '{ title: Talk, minutes: 6 }', /does not ask "case-for" and then/],
  ['a plan that hears the critics first', CASES, CASES.split('\n').reverse().join('\n'), /does not ask "case-for" and then "case-against"/],
  [
    'a plan with seven questions',
    '{ title: Welcome, minutes: 5 }',
    '{ question: before-reading, minutes: 2 }\n    - { question: what-it-says, minutes: 3 }',
    /asks 7 questions/,
  ],
])('%s is told', async (_, from, to, sentence) => {
  const [[line, told60] = ['', '']] = await told(checkPlans, { [CHAPTER]: swap(from, to) })
  expect(line).toMatch(/^ {2}'(60|90)':$/)
  expect(told60).toMatch(sentence)
})

/** The template's event is of 22 January 1905. */
test.each([
  ['in [1905](date:example-date)', true],
  ['in [January](date:example-date)', true],
  ['on [22 January](date:example-date)', true],
  ['on [22 January 1905](date:example-date)', true],
  ['in 1905 [it rose](date:example-date)', true],
  ['[the march](date:example-date) (1905)', true],
  ['in 1904, [the marchers](date:example-date) fell', true],
  ['in [1906](date:example-date)', false],
  ['in [February](date:example-date)', false],
  ['on [9 January](date:example-date)', false],
  ['on [9 January](date:example-date), Old Style', true],
  ['in 1906 [it rose](date:example-date)', false],
  ['[the march](date:example-date) (1906)', false],
  ['[the march](date:example-date) of 1906', false],
])('"%s" agrees with the timeline: %s', async (words, agrees) => {
  expect(await told(checkDates, { [CHAPTER]: swap('[date](date:example-date)', words) })).toHaveLength(agrees ? 0 : 1)
})

test('a date inside a span agrees, one outside does not', async () => {
  const lasting = { 'timeline.yaml': swap("date: '1905-01-22'", "date: '1904-02'\n  until: '1905-09'") }
  const said = (words: string) => told(checkDates, { ...lasting, [CHAPTER]: swap('[date]', `[${words}]`) })
  expect(await said('March 1905')).toEqual([])
  expect(await said('October 1905')).toHaveLength(1)
})

test('nine words in a row are a copy, eight are not', () => {
  const original = 'one two three four five six seven eight nine ten eleven'
  const problems = (source: string) => checkOriginality(original, [{ path: 'a.md', source }])
  expect(MOST_WORDS).toBe(8)
  expect(problems('x one two three four five six seven eight y nine ten')).toEqual([])
  expect(problems('x\none two, Three four\nfive six seven "eight" nine ten, x')).toEqual([
    { file: 'a.md', line: 2, sentence: expect.stringMatching(/^10 words .*"one two, Three four five six seven "eight" nine ten"$/) },
  ])
  expect(problems('  - one two three four five six seven eight nine (Verso, 2003)')).toEqual([])
  expect(problems('  - A book (Verso, 2003). one two three four five six seven eight nine')).toHaveLength(1)
})

test('reading ease and sentences are measured', () => {
  const plain = measureReadability('The cat sat on the mat. The dog ran. A. B. Smith saw it all.')
  expect(plain).toMatchObject({ words: 15, sentences: 3, medianSentence: 6, longestSentence: 6 })
  expect(plain.ease).toBeGreaterThan(90)
  const hard = measureReadability(
    'Institutional considerations notwithstanding, revolutionary organisations continually underestimated bureaucratisation.',
  )
  expect(hard.ease).toBeLessThan(0)
})

test('the guide trotsky asks nine questions a chapter, for and against among them, and reads easily', async () => {
  const read = (await readGuides('content')).find(({ guide }) => guide.slug === 'trotsky')
  expect(read?.chapters).toHaveLength(18)
  const kinds = ['opener', 'recall', 'recall', 'interpret', 'interpret', 'interpret', 'judge', 'judge', 'judge']
  for (const { slug, questions, plans, text } of read?.chapters ?? []) {
    expect(
      questions.map(({ kind }) => kind),
      slug,
    ).toEqual(kinds)
    expect(questions.find(({ kind }) => kind === 'judge')?.id, slug).toMatch(/^case-for-/)
    expect(Object.keys(plans), slug).toEqual(['60', '90'])
    expect(measureReadability(text).medianSentence, slug).toBeLessThanOrEqual(MOST_MEDIAN_WORDS)
  }
})

test('in every chapter of the guide trotsky somebody else speaks, in forty to eighty words that a question reads closely', async () => {
  const read = (await readGuides('content')).find(({ guide }) => guide.slug === 'trotsky')
  for (const { slug, html, text, paragraphs, questions } of read?.chapters ?? []) {
    const quoted = [...html.matchAll(/<blockquote[^>]* id="p(\w+)"/g)].map(([, label]) => label)
    expect(quoted, slug).toHaveLength(1)
    const { start, end } = paragraphs.find(({ label }) => label === quoted[0]) ?? { start: 0, end: 0 }
    const { words } = measureReadability(text.slice(start, end).replace(/\([^()]*\)\s*$/, ''))
    expect(words, slug).toBeGreaterThanOrEqual(40)
    expect(words, slug).toBeLessThanOrEqual(80)
    expect(
      questions.some(({ kind, paragraphs: asked }) => kind === 'interpret' && asked.some((label) => label === quoted[0])),
      slug,
    ).toBe(true)
  }
})
