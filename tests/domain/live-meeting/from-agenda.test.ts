import { expect, test } from 'vitest'
import { Question } from '#domain/guide.ts'
import { itemsFromAgenda } from '#domain/live-meeting/from-agenda.ts'

const question = Question.parse({ id: 'warm-up', kind: 'opener', text: 'A question' })

test('a step of a prepared plan that names paragraphs is about all from the first to the last, in the group’s own text alone', () => {
  const paragraphs = ['1', '2', '2a', '3'].map((label) => ({ label, start: 0, end: 0 }))
  const steps = [
    { title: 'Read ¶1 to ¶2a aloud', minutes: 5 },
    { title: 'Back to ¶ 3', minutes: 5 },
    { title: 'Tea, and ¶9', minutes: 5 },
  ]
  const lender = { title: 'Another guide', guideAddress: '/guides/other', chapterAddress: '/guides/other/one' }
  const named = (lent: boolean) => {
    const asked = lent ? [{ ...question, lentBy: lender }] : [question]
    return itemsFromAgenda(steps, { chapters: [{ slug: 'tide', questions: asked, paragraphs }] }, () => 'id').map((item) => item.paragraphs)
  }
  expect(named(false)).toEqual([['1', '2', '2a'], ['3'], []])
  expect(named(true)).toEqual([[], [], []])
})
