import { expect, test } from 'vitest'
import { createAnnotation } from '#server/talk/annotations.ts'
import { createComment } from '#server/talk/comments.ts'
import { listResolutions, updateResolution } from '#server/talk/resolutions.ts'
import { listActivity } from '#server/talk/visits.ts'
import { CHAPTER, createCircle, marking, problemOf, saying } from '#tests/support/circle.ts'

test('a thread is resolved and opened again by whoever sees it, and nothing turns unread', async () => {
  const { groupId, ada, ben, owner, stranger } = await createCircle()
  const note = await createAnnotation(ada, await marking(groupId, 'A tide', { body: 'A note.' }))
  const subject = { kind: 'annotation', annotationId: note.id } as const
  const question = { kind: 'question', questionId: 'why-two' } as const
  const at = { groupId, chapter: CHAPTER }
  await createComment(ben, saying(groupId, subject, 'Settled.'))
  await problemOf(updateResolution(ada, { ...at, subject: question, resolved: true }), 'not-found')
  await createComment(ben, saying(groupId, question, 'Settled too.'))
  const before = await listActivity(owner, { groupId })
  const [resolution] = await updateResolution(ben, { ...at, subject, resolved: true })
  expect(resolution).toMatchObject({ subject, by: { id: ben.userId, name: 'Ben' } })
  // Said twice it is still Ben's word.
  expect(await updateResolution(ada, { ...at, subject, resolved: true })).toEqual([resolution])
  expect(await updateResolution(ada, { ...at, subject: question, resolved: true })).toHaveLength(2)
  expect(await listActivity(owner, { groupId })).toEqual(before)
  expect(await updateResolution(owner, { ...at, subject, resolved: false })).toMatchObject([{ subject: question }])
  await problemOf(updateResolution(stranger, { ...at, subject, resolved: true }), 'not-found')
})

test('of a private note nobody else hears', async () => {
  const { groupId, ada, ben } = await createCircle()
  const { id } = await createAnnotation(ada, await marking(groupId, 'A tide', { visibility: 'PRIVATE' }))
  await createComment(ada, saying(groupId, { kind: 'annotation', annotationId: id }, 'To myself.'))
  const input = { groupId, chapter: CHAPTER, subject: { kind: 'annotation', annotationId: id } as const, resolved: true }
  expect(await updateResolution(ada, input)).toHaveLength(1)
  expect(await listResolutions(ben, input)).toEqual([])
  await problemOf(updateResolution(ben, input), 'not-found')
})
