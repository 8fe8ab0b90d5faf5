import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { changesOf, REWORDING_BYTES, REWORDINGS_KEPT } from '#domain/rewording.ts'
import { db } from '#server/db.ts'
import { createAnnotation, removeAnnotation, restoreAnnotation, updateAnnotation } from '#server/talk/annotations.ts'
import { createAnswer, updateAnswer } from '#server/talk/answers.ts'
import { createComment, updateComment } from '#server/talk/comments.ts'
import { requireSaying } from '#server/talk/one-saying.ts'
import { listRewordings } from '#server/talk/rewordings.ts'
import { CHAPTER, createCircle, marking, problemOf, saying } from '#tests/support/circle.ts'

const QUESTION = { kind: 'question', questionId: 'why-two' } as const

test('whoever sees words sees what they were; of what was taken away nobody does until it is back', async () => {
  const { groupId, ada, ben, stranger } = await createCircle()
  const note = await createAnnotation(ada, await marking(groupId, 'A tide', { body: 'First.' }))
  const change = { groupId, annotationId: note.id, visibility: 'GROUP' as const }
  await updateAnnotation(ada, { ...change, version: 1, body: 'Second.' })
  // Other tags are no other words.
  await updateAnnotation(ada, { ...change, version: 2, body: 'Second.', tags: ['moon'] })
  await updateAnnotation(ada, { ...change, version: 3, body: 'Third.' })
  const about = { groupId, noun: 'annotation' as const, id: note.id }
  const versions = await listRewordings(ben, about)
  expect(versions.map(({ version, body }) => [version, body])).toEqual([
    [1, 'First.'],
    [3, 'Second.'],
  ])
  expect(versions[0]?.writtenAt).toBe(note.createdAt)
  await problemOf(listRewordings(stranger, about), 'not-found')
  await removeAnnotation(ada, change)
  for (const viewer of [ada, ben]) await problemOf(listRewordings(viewer, about), 'not-found')
  await restoreAnnotation(ada, change)
  expect(await listRewordings(ben, about)).toEqual(versions)
})

test('what was written in private stays private when it is shown to the group', async () => {
  const { groupId, ada, ben } = await createCircle()
  const note = await createAnnotation(ada, await marking(groupId, 'A tide', { body: 'secret-one', visibility: 'PRIVATE' }))
  const comment = await createComment(ada, saying(groupId, { kind: 'annotation', annotationId: note.id }, 'secret-two'))
  await updateComment(ada, { groupId, commentId: comment.id, version: 1, body: 'To all.' })
  const change = { groupId, annotationId: note.id }
  await updateAnnotation(ada, { ...change, version: 1, body: 'secret-three', visibility: 'PRIVATE' })
  await updateAnnotation(ada, { ...change, version: 2, body: 'Shown.', visibility: 'GROUP' })
  await updateAnnotation(ada, { ...change, version: 3, body: 'Shown again.', visibility: 'GROUP' })
  expect(await listRewordings(ben, { groupId, noun: 'annotation', id: note.id })).toMatchObject([{ body: 'Shown.' }])
  expect(await listRewordings(ben, { groupId, noun: 'comment', id: comment.id })).toEqual([])

  const given = { id: randomUUID(), groupId, chapter: CHAPTER, questionId: 'why-two', sharing: 'PRIVATE' as const, body: 'secret-four' }
  const { id } = await createAnswer(ada, given)
  await updateAnswer(ada, { groupId, answerId: id, version: 1, body: 'secret-five' })
  await updateAnswer(ada, { groupId, answerId: id, version: 2, body: 'Told.', sharing: 'NAMED' })
  expect(await listRewordings(ben, { groupId, noun: 'answer', id })).toEqual([])
  await updateAnswer(ada, { groupId, answerId: id, version: 3, body: 'Told better.', sharing: 'NAMED' })
  expect(await listRewordings(ben, { groupId, noun: 'answer', id })).toMatchObject([{ body: 'Told.' }])
})

test('an answer that is not open to somebody has no history for them; of one without a name the day is told, not the minute', async () => {
  const { groupId, ada, ben } = await createCircle()
  await db().readingGroup.update({ where: { id: groupId }, data: { answerFirst: true, nameless: true } })
  const given = { id: randomUUID(), groupId, chapter: CHAPTER, questionId: 'why-two', sharing: 'NAMELESS' as const, body: 'One.' }
  const { id } = await createAnswer(ada, given)
  await updateAnswer(ada, { groupId, answerId: id, version: 1, body: 'Two.' })
  const about = { groupId, noun: 'answer' as const, id }
  await problemOf(listRewordings(ben, about), 'not-found')
  await createAnswer(ben, { ...given, id: randomUUID(), sharing: 'NAMED', body: 'Mine.' })
  const [mine] = await listRewordings(ada, about)
  expect(await listRewordings(ben, about)).toEqual([{ ...mine, writtenAt: `${mine?.writtenAt.slice(0, 10)}T00:00:00.000Z` }])
})

test('the last versions are kept, within a number and within bytes', async () => {
  const { groupId, ada, ben } = await createCircle()
  const { id } = await createComment(ada, saying(groupId, QUESTION, 'Version 0'))
  for (let version = 1; version <= REWORDINGS_KEPT + 3; version++) {
    await updateComment(ada, { groupId, commentId: id, version, body: `Version ${version}` })
  }
  const about = { groupId, noun: 'comment' as const, id }
  const kept = await listRewordings(ben, about)
  expect(kept).toHaveLength(REWORDINGS_KEPT)
  expect(kept.at(-1)?.body).toBe(`Version ${REWORDINGS_KEPT + 2}`)
  const long = (at: number) => `${at} ${'x'.repeat(9_000)}`
  for (let at = 0; at < 15; at++) await updateComment(ada, { groupId, commentId: id, version: REWORDINGS_KEPT + 4 + at, body: long(at) })
  const bytes = (await listRewordings(ben, about)).map(({ body }) => body.length)
  expect(bytes.length).toBeGreaterThan(5)
  expect(bytes.reduce((sum, each) => sum + each, 0)).toBeLessThanOrEqual(REWORDING_BYTES)
})

test('the history of an answer has the passages that it rested on, also where they alone were changed', async () => {
  const { groupId, ada, ben } = await createCircle()
  const [one, other] = await Promise.all(
    ['The Earth turns', 'A tide'].map(async (words) => {
      const { chapterRevision, exact, prefix, suffix, start, end } = await marking(groupId, words)
      return { chapterRevision, exact, prefix, suffix, start, end }
    }),
  )
  if (!one || !other) throw new Error('the chapter is too short')
  const given = { id: randomUUID(), groupId, chapter: CHAPTER, questionId: 'why-two', sharing: 'NAMED' as const, body: 'As I see it.' }
  const { id } = await createAnswer(ada, { ...given, evidence: [one] })
  const answer = { groupId, answerId: id, body: 'As I see it.' }
  expect((await updateAnswer(ada, { ...answer, version: 1, evidence: [other] })).edited).toBe(true)
  await updateAnswer(ada, { ...answer, version: 2, body: 'Seen anew.', evidence: [other] })
  const earlier = await listRewordings(ben, { groupId, noun: 'answer', id })
  expect(earlier.map(({ body, evidence }) => [body, evidence])).toEqual([
    ['As I see it.', ['The Earth turns']],
    ['As I see it.', ['A tide']],
  ])
  const words = await requireSaying(ben, { groupId, noun: 'answer', id })
  expect(changesOf(earlier, words).map(({ after, dropped, added }) => [after, dropped, added])).toEqual([
    ['Seen anew.', [], []],
    ['As I see it.', ['The Earth turns'], ['A tide']],
  ])
})
