import { expect, test } from 'vitest'
import { importLines } from './read-lines.ts'

/** The doubts about a paragraph, after one that makes its words known. */
function doubtsAbout(text: string, words?: string[]) {
  const known = 'The modern mill stood by the river, and the modern river ran by the modern mill; nobody would kill a heron there.'
  return importLines(`${known}\n\n${text}`, words)
    .report.filter((entry) => entry.kind === 'doubt')
    .map((entry) => entry.reason)
}

test.each([
  ['It was a modem mill.', 'perhaps “modern”'],
  ['In 1917and after it rained.', 'a number and a word run together'],
  ['It was 0f stone.', 'digits and letters in one word'],
  ['They would Kkill it.', 'a letter doubled'],
  ['They saw theMill.', 'a capital inside a word'],
  ['They saw | and went.', 'a symbol by itself'],
  ['They came,saw and went.', 'no space after a mark'],
  ['In 1931,"We saw it."', 'no space after a mark'],
  ['They said that l was late.', 'perhaps the word I'],
  ['They said “come in.', 'quotation mark without its other half'],
  ['They said (come in.', 'bracket without its other half'],
  ['They said come in', 'paragraph ends without a closing mark'],
  ['they said come in.', 'paragraph begins with a small letter'],
])('%s', (text, reason) => {
  expect(doubtsAbout(text)).toEqual([reason])
})

test.each([
  'In the mid-1890s and on the 21st, see p105 and pp456-457 (in vol 2), it rained.',
  'McAllister and O’Brien went by the M4 at 10am with 3D glasses.',
  'See www.river.org/Mill,past and mail mill@river.org for more.',
  '“They said ‘come in’,” she said (or so it is told).',
  'A) First, the mill stood by the river.',
  'Nobody there, in 30,000 years, at 1.7 million or 10:30, saw it.',
])('nothing is odd about: %s', (text) => {
  expect(doubtsAbout(text)).toEqual([])
})

test('with a word list, words run together are doubted', () => {
  const words = 'put it in as the modern mill stood by river and ran nobody would kill a heron there they'.split(' ')
  expect(doubtsAbout('They putit in.', words)).toEqual([])
  expect(doubtsAbout('They heronmill in.', words)).toEqual(['perhaps “heron mill”'])
})

test('a quotation may go on in the next paragraph', () => {
  expect(doubtsAbout('“They came in.\n\n“And they went out.”')).toEqual([])
})

test('the place of a doubt is its own line', () => {
  const text = importLines(
    'The river ran on and on, and the mill stood\nby it as it had for a hundred years, and in\n1917and after it rained on the mill.',
  )
  expect(text.report).toMatchObject([{ kind: 'doubt', origin: { line: 3 } }])
})

test('most of a text left out by one rule is a doubt, but not what a collection puts around it', () => {
  const doubts = (text: string) => importLines(text).report.filter(({ reason }) => reason === 'most of the text was left out by one rule')
  const tale = Array.from({ length: 12 }, (_, at) => `The ferry goes over the river for the time that is number ${at}.`).join('\n')
  const entries = Array.from(
    { length: 120 },
    (_, at) => `The ferry and mule ${String.fromCharCode(65 + (at % 26))}${at} . . . . . . ${at + 3}`,
  ).join('\n')
  const [found] = doubts(`CONTENTS\n\n${entries}\n\n\nTHE FERRY\n\n${tale}\n`)
  expect([found?.kind, found?.before]).toEqual(['doubt', expect.stringMatching(/^contents list: \d+ of \d+ words$/)])
  const licence = Array.from({ length: 400 }, (_, at) => `You may copy it, give it away or use it ${at}.`).join('\n')
  expect(
    doubts(`*** START OF THIS PROJECT GUTENBERG EBOOK ***\n\n${tale}\n\n*** END OF THIS PROJECT GUTENBERG EBOOK ***\n${licence}\n`),
  ).toEqual([])
})
