import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { createAnnotation } from '#server/talk/annotations.ts'
import { createAnswer } from '#server/talk/answers.ts'
import { createComment, removeComment } from '#server/talk/comments.ts'
import { updatePosition } from '#server/talk/reading-position.ts'
import { findTalkingPoints } from '#server/talk/talking-points.ts'
import { listActivity } from '#server/talk/visits.ts'
import { CHAPTER, createCircle, marking, problemOf, saying } from '#tests/support/circle.ts'

test('the front page tells what is talked about, what nobody has replied to, and the viewer’s part', async () => {
  const { groupId, ada, ben, owner, stranger } = await createCircle()
  const note = await createAnnotation(ada, await marking(groupId, 'A tide', { body: 'A note.' }))
  const asked = await createAnnotation(ada, await marking(groupId, 'A tide', { motivation: 'questioning', body: 'Why?' }))
  const secret = await createAnnotation(ada, await marking(groupId, 'A tide', { motivation: 'questioning', visibility: 'PRIVATE' }))
  const on = ({ id: annotationId }: { id: string }) => ({ kind: 'annotation', annotationId }) as const
  await createComment(ben, saying(groupId, on(note), 'One.'))
  const second = await createComment(owner, saying(groupId, on(note), 'Two.'))
  for (const body of ['To myself.', 'And again.']) await createComment(ada, saying(groupId, on(secret), body))
  await createAnswer(ben, { id: randomUUID(), groupId, chapter: CHAPTER, questionId: 'why-two', body: 'So.' })

  const points = await findTalkingPoints(ben, { groupId, chapter: CHAPTER })
  expect(points.talkedAbout.map(({ annotationId, comments }) => [annotationId, comments])).toEqual([[note.id, 2]])
  expect(points.unanswered.map(({ annotationId, body, creator }) => [annotationId, body, creator])).toEqual([[asked.id, 'Why?', 'Ada']])
  expect(points).toMatchObject({ answered: 1, stopped: null })
  expect(points.questions).toBeGreaterThan(1)
  expect((await findTalkingPoints(ada, { groupId, chapter: CHAPTER })).talkedAbout).toHaveLength(2)

  await removeComment(owner, { groupId, commentId: second.id })
  await createComment(ben, saying(groupId, on(asked), 'Because.'))
  expect(await findTalkingPoints(ben, { groupId, chapter: CHAPTER })).toMatchObject({ talkedAbout: [], unanswered: [] })
  await problemOf(findTalkingPoints(stranger, { groupId, chapter: CHAPTER }), 'not-found')
})

test('where somebody stopped is kept for all their devices, and for them alone; it counts nothing as read', async () => {
  const { groupId, ada, ben } = await createCircle()
  await createAnnotation(ada, await marking(groupId, 'A tide', { body: 'A note.' }))
  await updatePosition(ben, { groupId, chapter: CHAPTER, paragraph: '2' })
  await updatePosition(ben, { groupId, chapter: CHAPTER, paragraph: '3' })
  const stopped = async (viewer: typeof ada) => (await findTalkingPoints(viewer, { groupId, chapter: CHAPTER })).stopped
  expect(await stopped(ben)).toMatchObject({ chapter: CHAPTER, paragraph: '3' })
  expect(await stopped(ada)).toBeNull()
  expect((await listActivity(ben, { groupId }))[0]?.unread).toBe(1)
  await problemOf(updatePosition(ben, { groupId, chapter: CHAPTER, paragraph: '999' }), 'not-found')
})
