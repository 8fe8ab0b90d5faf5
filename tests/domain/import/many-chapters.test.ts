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

test('more chapters than a guide can have are refused, with both numbers', () => {
  expect(() => toGuideFiles(withChapters(1000), SETTINGS)).toThrow('tooManyChapters {"found":1000,"most":999}')
})
