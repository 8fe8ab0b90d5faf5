import { expect, test } from 'vitest'
import { tellEnd, tellMarks } from '#components/keyboard/tell-marks.ts'
import type { Annotation } from '#domain/annotation.ts'

const mark = (id: string, more: Partial<Annotation>): Annotation => ({
  id,
  chapter: 'two-bulges',
  chapterRevision: 'a-revision',
  start: 0,
  end: 5,
  exact: 'Tides',
  lost: false,
  creator: { id: 'nora', name: 'Nora' },
  visibility: 'GROUP',
  motivation: 'highlighting',
  tags: [],
  body: '',
  html: '',
  version: 1,
  createdAt: '2027-01-01T00:00:00.000Z',
  edited: false,
  deleted: false,
  unread: false,
  can: { edit: false, remove: false, restore: false },
  ...more,
})
const question = (id: string) => mark(id, { motivation: 'questioning' })
const note = (id: string) => mark(id, { motivation: 'commenting', body: 'So.' })

test('a screen reader hears what lies on the words, by whom, and how many answered', () => {
  const none = () => 0
  expect(tellMarks([mark('a', {})], () => 2, 'ben')).toBe('highlight by Nora, 2 replies')
  expect(tellMarks([question('a')], () => 1, 'nora')).toBe('question by you, 1 reply')
  expect(tellMarks([question('a'), question('b')], none, 'ben')).toBe('2 questions by Nora')
  expect(tellMarks([question('a'), note('b')], none, 'ben')).toBe('2 notes by Nora')
  expect(tellEnd([question('a')], true, 'ben')).toBe('end of question by Nora')
  expect(tellEnd([question('a'), question('b')], true, 'ben')).toBe('end of 2 questions by Nora')
  expect(tellEnd([question('a'), question('b')], false, 'ben')).toBe('end of 2 questions')
})
