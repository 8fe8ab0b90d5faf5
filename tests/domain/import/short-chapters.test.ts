import { expect, test } from 'vitest'
import { makeChapters } from '#domain/import/chapters.ts'
import { asSource } from '#tests/domain/import/read-lines.ts'

const PAGE = [
  'The keeper wrote down the wind and the sea each morning, and',
  'nobody but the mice has read what she wrote since that year.',
]

test('chapters of one page each keep their titles, though a title stands at the top of every page', () => {
  const pages = ['I', 'II', 'III', 'IV', 'V', 'VI'].map((number) => [`CHAPTER ${number}`, '', ...PAGE, '', ...PAGE].join('\n'))
  const { sections } = makeChapters(asSource(pages.join('\n\f')))
  expect(sections.filter(({ part }) => part === 'chapter')).toHaveLength(6)
})

test('the head of a long chapter comes again on its pages, and goes', () => {
  const heads = ['CHAPTER I', 'CHAPTER I', 'CHAPTER I', 'CHAPTER II', 'CHAPTER II', 'CHAPTER II']
  const { sections, report } = makeChapters(asSource(heads.map((head) => [head, '', ...PAGE, ...PAGE].join('\n')).join('\n\f')))
  expect(sections.filter(({ part }) => part === 'chapter').length).toBeLessThanOrEqual(2)
  expect(report.filter(({ reason }) => reason === 'running head').length).toBeGreaterThanOrEqual(4)
})
