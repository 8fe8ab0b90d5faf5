import { expect, test } from 'vitest'
import { plainInline } from '#domain/import/blocks/inline.ts'
import { unaccounted } from './account.ts'
import { importLines, outline } from './read-lines.ts'

const PROSE = `${'The ferry crosses the river eleven times a day, and nobody on it is in a hurry.\n'.repeat(4)}`

test('emphasis inside a word is no end of it, and two marks inside a name are no emphasis', () => {
  expect(plainInline('the *n*th of x*2*y')).toBe('the nth of x2y')
  expect(plainInline('BOOK__TITLE and BOOK_TITLE, _so_ and __so__')).toBe('BOOK__TITLE and BOOK_TITLE, so and so')
  expect(plainInline('**loud *and* clear**, ***both***')).toBe('loud and clear, both')
  expect(plainInline('*m,*&#x72;iver')).toBe('m,river')
  expect(plainInline('the [boat\\[3\\]](https://example.org/boat) came')).toBe('the boat[3] came')
  expect(plainInline('5 * 3 and \\*starred\\*')).toBe('5 * 3 and *starred*')
})

test('lines in capitals that stand apart below a title stay where they are', () => {
  const text = importLines(`${PROSE}\nTHEY WROTE:\n\n   THE MILLER OF THE LANDING,\n   ON THE GRAVE OF THE FERRYMAN\n\nEpitaph\n\n${PROSE}`)
  expect(unaccounted(text)).toEqual([])
  expect(outline(text)).toContain('THE MILLER OF THE LANDING')
})

test('a list of chapters that says chapter once is no chapter, where numbers count through the book', () => {
  const titles = ['Of the river', 'Of the mill', 'Of the sea', 'Of the way home']
  const numbers = ['I', 'II.', 'III', 'IV']
  const body = titles.map((title, at) => `\n\n\n${numbers[at]}\n\n${title}.\n\n${PROSE}\n${PROSE}`).join('')
  const list = titles
    .map((title, at) => `    ${at === 0 ? 'Chapter ' : '        '}${numbers[at]?.replace('.', '')}     ${title}`)
    .join('\n')
  const text = importLines(`${body}\n\n\nCONTENTS\n\n${list}\n`)
  expect(text.sections.filter(({ part }) => part === 'chapter')).toHaveLength(4)
  expect(unaccounted(text)).toEqual([])
})
