import { expect, test } from 'vitest'
import { sortStanding } from '#components/chapter-state/standing.ts'
import type { Annotation } from '#domain/annotation.ts'

const THIS = 'revision-this'
const NEXT = 'revision-next'

const note = (id: string, start: number, more: Partial<Annotation> = {}) =>
  ({ id, start, end: start + 5, exact: 'words', chapterRevision: THIS, lost: false, createdAt: '2026-01-01', ...more }) as Annotation
const idsOf = (notes: Annotation[]) => notes.map(({ id }) => id)
const NOTHING = new Map<string, Annotation>()

test('a note stands in the text that its offsets are right for, and in no other, whatever letters stand there', () => {
  const { standing, lost } = sortStanding(
    [note('b', 9), note('old', 1, { chapterRevision: 'revision-before', lost: true }), note('a', 2)],
    THIS,
    NOTHING,
  )
  expect([idsOf(standing), idsOf(lost)]).toEqual([['a', 'b'], ['old']])
})

test('a page that shows an older text goes on showing notes where they stood in it', () => {
  const before = note('a', 2)
  const carried = note('a', 40, { chapterRevision: NEXT, exact: 'other', body: 'Said since.' })
  const { standing, lost } = sortStanding([carried, note('new', 8, { chapterRevision: NEXT })], THIS, new Map([['a', before]]))
  expect(standing).toEqual([{ ...carried, chapterRevision: THIS, start: 2, end: 7, exact: 'words' }])
  expect(idsOf(lost)).toEqual(['new'])
})

test('what was known of another text says nothing about this one', () => {
  const { lost } = sortStanding(
    [note('a', 2, { chapterRevision: NEXT })],
    THIS,
    new Map([['a', note('a', 2, { chapterRevision: 'revision-before' })]]),
  )
  expect(idsOf(lost)).toEqual(['a'])
})

test('a note whose attachment was taken back has lost its place again', () => {
  const taken = note('a', 2, { chapterRevision: 'revision-before', lost: true })
  expect(idsOf(sortStanding([taken], THIS, new Map([['a', note('a', 30)]])).lost)).toEqual(['a'])
})
