import { expect, test } from 'vitest'
import { tellEnd, tellMarks } from '#components/keyboard/tell-marks.ts'
import type { Annotation } from '#domain/annotation.ts'
import { type Creator, creatorName } from '#domain/viewer.ts'

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
  reactions: [],
  deleted: false,
  waits: false,
  unread: false,
  can: { edit: false, remove: false, restore: false },
  ...more,
})
const as = (viewerId: string) => ({ viewerId, nameOf: creatorName })
const question = (id: string) => mark(id, { motivation: 'questioning' })
const note = (id: string) => mark(id, { motivation: 'commenting', body: 'So.' })

test('a screen reader hears what lies on the words, by whom, and how many answered', () => {
  const none = () => 0
  expect(tellMarks([mark('a', {})], () => 2, as('ben'))).toBe('highlight by Nora, 2 replies')
  expect(tellMarks([question('a')], () => 1, as('nora'))).toBe('question by you, 1 reply')
  expect(tellMarks([question('a'), question('b')], none, as('ben'))).toBe('2 questions by Nora')
  expect(tellMarks([question('a'), note('b')], none, as('ben'))).toBe('2 notes by Nora')
  const other = mark('b', { creator: { id: 'nora-2', name: 'Nora' } })
  const joined = (creator: Creator | null) => `${creatorName(creator)} (joined ${creator?.id === 'nora' ? 'May' : 'June'})`
  expect(tellMarks([mark('a', {}), other], none, { viewerId: 'ben', nameOf: joined })).toBe(
    '2 highlights by Nora (joined May) and Nora (joined June)',
  )
  expect(tellEnd([question('a')], true, as('ben'))).toBe('end of question by Nora')
  expect(tellEnd([question('a'), question('b')], true, as('ben'))).toBe('end of 2 questions by Nora')
  expect(tellEnd([question('a'), question('b')], false, as('ben'))).toBe('end of 2 questions')
})
