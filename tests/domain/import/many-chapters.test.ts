import { expect, test } from 'vitest'
import { makeChapters } from '#domain/import/chapters.ts'
import { toGuideFiles } from '#domain/import/guide/guide-files.ts'
import { asSource } from './read-lines.ts'

const PROSE =
  'The ferry crosses the river four times a day, and in winter it crosses twice.\nNobody has counted the passengers since the bell was sold.'
const SETTINGS = { title: 'The Ferry', language: 'en', licence: 'none' }

const withChapters = (count: number) =>
  makeChapters(asSource(Array.from({ length: count }, (_, at) => `CHAPTER ${at + 1}\n\n${PROSE}\n\n${PROSE}\n`).join('\n\n')))

test('a text of more than three hundred chapters', () => {
  const text = withChapters(320)
  expect(text.sections.map(({ title }) => title)).toEqual(Array.from({ length: 320 }, (_, at) => `CHAPTER ${at + 1}`))
  expect([...toGuideFiles(text, SETTINGS).keys()].slice(-1)).toEqual(['320-chapter-320.md'])
})

/** Chapters of a sentence each, as an import gives them. */
const sections = (count: number) =>
  Array.from({ length: count }, (_, at) => ({
    part: 'chapter' as const,
    title: `Canto ${at + 1}`,
    division: at < 500 ? 'Book One' : 'Book Two',
    blocks: [{ kind: 'paragraph' as const, origin: { line: at + 1 }, text: 'The ferry crosses.' }],
  }))

test('an epic of more than a thousand chapters keeps them all, in their books', () => {
  const files = toGuideFiles({ ...withChapters(2), sections: sections(1995) }, SETTINGS)
  expect([...files.keys()].slice(-1)).toEqual(['1995-canto-1995.md'])
  expect(files.get('0500-canto-500.md')).toContain('Book One')
  expect(files.get('0501-canto-501.md')).toContain('Book Two')
})

test('more chapters than a guide can have are refused, with both numbers', () => {
  const text = { ...withChapters(2), sections: sections(10_000) }
  expect(() => toGuideFiles(text, SETTINGS)).toThrow('tooManyChapters {"found":10000,"most":9999}')
})
