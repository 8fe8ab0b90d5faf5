import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import type { Viewer } from '#domain/viewer.ts'
import { requireChapter } from '#server/content/guides.ts'
import { db } from '#server/db.ts'
import { findCarried } from '#server/meetings/carried.ts'
import { createAnswer } from '#server/talk/answers.ts'
import { listQuestionStandings } from '#server/talk/question-overview.ts'
import { CHAPTER, createCircle, marking, problemOf } from '#tests/support/circle.ts'
import { createMeeting } from '#tests/support/factories.ts'

test('each question says how many have answered, whether a passage is missing and how far the group is, and nothing that is closed', async () => {
  const { groupId, ada, ben, owner, stranger } = await createCircle()
  await db().readingGroup.update({ where: { id: groupId }, data: { answerFirst: true } })
  const asked = { groupId, chapter: CHAPTER }
  const answer = (viewer: Viewer, questionId: string, more: object = {}) =>
    createAnswer(viewer, { id: randomUUID(), ...asked, questionId, body: 'An answer.', ...more })
  const { exact, prefix, suffix, start, end, chapterRevision } = await marking(groupId, 'A tide')
  await answer(ada, 'why-two')
  await answer(ben, 'why-two', { sharing: 'PRIVATE' })
  await answer(ada, 'seen-the-sea', { evidence: [{ exact, prefix, suffix, start, end, chapterRevision }] })
  await db().groupQuestion.create({ data: { id: randomUUID(), ...asked, text: 'And lakes?', status: 'ACCEPTED', creatorId: ada.userId } })
  await db().groupQuestion.create({ data: { id: randomUUID(), ...asked, text: 'Only suggested?', creatorId: ada.userId } })
  await db().groupAnswer.create({ data: { id: randomUUID(), ...asked, questionId: 'why-two', state: 'OPEN' } })

  const standing = async (viewer: Viewer, questionId: string) => {
    const chapters = await listQuestionStandings(viewer, { groupId, currentChapter: CHAPTER })
    return chapters.find(({ chapter }) => chapter.slug === CHAPTER)?.questions.find((question) => question.questionId === questionId)
  }
  expect(await standing(ada, 'why-two')).toMatchObject({ answered: 1, mine: true, needsPassage: true, state: 'OPEN' })
  expect(await standing(ben, 'why-two')).toMatchObject({ answered: 1, mine: true, needsPassage: true, state: 'OPEN' })
  expect(await standing(ada, 'seen-the-sea')).toMatchObject({ answered: 1, mine: true, needsPassage: false, state: null })
  // Who has not answered is told a number, and neither what rests on what nor what is being written.
  expect(await standing(owner, 'why-two')).toMatchObject({ answered: 1, mine: false, needsPassage: false, state: null })
  const [chapter] = (await listQuestionStandings(owner, { groupId, currentChapter: CHAPTER })).filter(
    (each) => each.chapter.slug === CHAPTER,
  )
  expect(chapter?.questions.filter(({ own }) => own).map(({ text }) => text)).toEqual(['And lakes?'])
  await problemOf(listQuestionStandings(stranger, { groupId, currentChapter: CHAPTER }), 'not-found')
})

test('a question that was begun and not settled comes up again in the next session', async () => {
  const { groupId, ada } = await createCircle()
  const week = 7 * 24 * 3600 * 1000
  await createMeeting({ group: { id: groupId }, chapter: CHAPTER, startsAt: new Date(Date.now() - week) })
  const next = await createMeeting({ group: { id: groupId }, chapter: 'tables-and-mills', startsAt: new Date(Date.now() + week) })
  await createAnswer(ada, { id: randomUUID(), groupId, chapter: CHAPTER, questionId: 'why-two', body: 'An answer.' })
  const id = randomUUID()
  await db().groupAnswer.create({ data: { id, groupId, chapter: CHAPTER, questionId: 'why-two', state: 'PROPOSED' } })
  const { questions } = await requireChapter('tides', CHAPTER)
  const text = questions.find((question) => question.id === 'why-two')?.text
  expect(await findCarried(ada, { groupId, meetingId: next.id })).toEqual([{ kind: 'OPEN', text }])
  await db().groupAnswer.update({ where: { id }, data: { state: 'AGREED' } })
  expect(await findCarried(ada, { groupId, meetingId: next.id })).toEqual([])
})
