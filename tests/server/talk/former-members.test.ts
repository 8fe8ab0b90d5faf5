import { randomUUID } from 'node:crypto'
import { beforeEach, describe, expect, test } from 'vitest'
import { db } from '#server/db.ts'
import { listNotes } from '#server/exports/note-list.ts'
import { createAnnotation, listAnnotations, requireAnnotation, restoreAnnotation, updateAnnotation } from '#server/talk/annotations.ts'
import { createAnswer, listAnswers, restoreAnswer } from '#server/talk/answers.ts'
import { createComment, listComments, restoreComment } from '#server/talk/comments.ts'
import { createGroupQuestion, listGroupQuestions, restoreGroupQuestion } from '#server/talk/group-questions.ts'
import { listActivity, updateVisit } from '#server/talk/visits.ts'
import { CHAPTER, type Circle, createCircle, marking, problemOf, saying } from '#tests/support/circle.ts'

const QUESTION = 'seen-the-sea'
let circle: Circle
let group: { groupId: string; chapter: string; cursor: null; limit: number }
beforeEach(async () => {
  circle = await createCircle()
  group = { groupId: circle.groupId, chapter: CHAPTER, cursor: null, limit: 50 }
})

/** Ada says one of everything; Ben replies to her note, and she to him. */
async function talk() {
  const { ada, ben, groupId } = circle
  const note = await createAnnotation(ada, await marking(groupId, 'the Moon', { body: 'A note.' }))
  const about = { kind: 'annotation' as const, annotationId: note.id }
  const comment = await createComment(ada, saying(groupId, about, 'A comment.'))
  const reply = await createComment(ben, saying(groupId, about, 'A reply.', { parentId: comment.id }))
  const answer = await createAnswer(ada, { id: randomUUID(), groupId, chapter: CHAPTER, questionId: QUESTION, body: 'An answer.' })
  const question = await createGroupQuestion(ada, {
    id: randomUUID(),
    groupId,
    chapter: CHAPTER,
    annotationId: note.id,
    text: 'A question?',
  })
  return { note, comment, reply, answer, question }
}

describe('when an account is gone', () => {
  test('its words stay with the group, without a name', async () => {
    const { note, comment, reply, answer, question } = await talk()
    await db().user.delete({ where: { id: circle.ada.userId } })
    const annotations = await listAnnotations(circle.ben, { ...group, order: 'position' })
    expect(annotations.items).toEqual([expect.objectContaining({ id: note.id, body: 'A note.', creator: null, unread: true })])
    const comments = (await listComments(circle.ben, group)).items
    expect(comments).toMatchObject([
      { id: comment.id, body: 'A comment.', creator: null, unread: true },
      { id: reply.id, body: 'A reply.', parentId: comment.id, creator: { name: 'Ben' } },
    ])
    expect((await listAnswers(circle.ben, group)).items).toMatchObject([{ id: answer.id, body: 'An answer.', creator: null }])
    expect((await listGroupQuestions(circle.ben, group)).items).toMatchObject([{ id: question.id, creator: null, unread: true }])
    const { notes } = await listNotes(circle.ben, { groupId: circle.groupId, chapter: CHAPTER, from: 1 })
    expect(notes).toMatchObject([{ creator: null, body: 'A note.', replies: [{ creator: null }, { creator: { name: 'Ben' } }] }])
    expect(await listActivity(circle.ben, { groupId: circle.groupId })).toMatchObject([{ chapter: CHAPTER, annotations: 1, unread: 4 }])
  })

  test('what it kept to itself is nobody’s', async () => {
    const { groupId, ada, owner } = circle
    const note = await createAnnotation(ada, await marking(groupId, 'the Moon', { body: 'Private.', visibility: 'PRIVATE' }))
    await db().user.delete({ where: { id: ada.userId } })
    await problemOf(requireAnnotation(owner, { groupId, annotationId: note.id }), 'not-found')
    expect((await listAnnotations(owner, { ...group, order: 'position' })).items).toEqual([])
  })
})

test('a parent does not go from under what hangs on it', async () => {
  const { note, comment, reply } = await talk()
  await expect(db().annotation.delete({ where: { id: note.id } })).rejects.toThrow()
  await expect(db().comment.delete({ where: { id: comment.id } })).rejects.toThrow()
  expect(await db().comment.count({ where: { id: { in: [comment.id, reply.id] } } })).toBe(2)
})

test('what facilitators removed, they alone bring back, however late', async () => {
  const { groupId, ada, ben, owner } = circle
  const { note, comment, answer, question } = await talk()
  const removed = { removal: 'MODERATED' as const, removedById: owner.userId, deletedAt: new Date(Date.now() - 48 * 3600_000) }
  await db().annotation.update({ where: { id: note.id }, data: removed })
  await db().comment.update({ where: { id: comment.id }, data: removed })
  await db().answer.update({ where: { id: answer.id }, data: removed })
  await db().groupQuestion.update({ where: { id: question.id }, data: removed })
  const [annotationId, commentId, answerId, groupQuestionId] = [note.id, comment.id, answer.id, question.id]
  const restores = [
    (viewer: typeof ada) => restoreAnnotation(viewer, { groupId, annotationId }),
    (viewer: typeof ada) => restoreComment(viewer, { groupId, commentId }),
    (viewer: typeof ada) => restoreAnswer(viewer, { groupId, answerId }),
    (viewer: typeof ada) => restoreGroupQuestion(viewer, { groupId, groupQuestionId }),
  ]
  const placeholder = (await listAnnotations(ada, { ...group, order: 'position' })).items[0]
  expect(placeholder).toMatchObject({ deleted: true, body: '', can: { restore: false } })
  expect((await listAnnotations(owner, { ...group, order: 'position' })).items[0]).toMatchObject({ deleted: true, can: { restore: true } })
  for (const restore of restores) {
    await problemOf(restore(ada), 'forbidden')
    await problemOf(restore(ben), 'not-found')
    await restore(owner)
  }
  expect((await listAnswers(ben, group)).items).toMatchObject([{ id: answerId, body: 'An answer.' }])
  const row = await db().comment.findUniqueOrThrow({ where: { id: commentId } })
  expect(row).toMatchObject({ deletedAt: null, removal: null, removedById: null })
})

test('an answer that facilitators removed stands in nobody’s way, and stays on record', async () => {
  const { groupId, ada, owner } = circle
  const { answer } = await talk()
  await db().answer.update({ where: { id: answer.id }, data: { removal: 'MODERATED', removedById: owner.userId, deletedAt: new Date() } })
  await createAnswer(ada, { id: randomUUID(), groupId, chapter: CHAPTER, questionId: QUESTION, body: 'Another.' })
  expect(await db().answer.count({ where: { id: answer.id } })).toBe(1)
  await problemOf(restoreAnswer(owner, { groupId, answerId: answer.id }), 'conflict')
})

describe('unread', () => {
  const mark = async (visibility: 'GROUP' | 'PRIVATE') =>
    createAnnotation(circle.ada, await marking(circle.groupId, 'the Moon', { body: 'A note.', visibility }))
  const change = (annotationId: string, more: object) => ({
    ...{ groupId: circle.groupId, annotationId, version: 1, body: 'A note.', visibility: 'GROUP' as const },
    ...more,
  })
  const seen = async () => {
    const [listed] = (await listAnnotations(circle.ben, { ...group, order: 'position' })).items
    const [activity] = await listActivity(circle.ben, { groupId: circle.groupId })
    expect(activity?.unread).toBe(listed?.unread ? 1 : 0)
    return listed?.unread
  }
  const visit = () => updateVisit(circle.ben, { groupId: circle.groupId, chapter: CHAPTER, everything: true })

  test('words are, and nothing else that changes about them', async () => {
    const { id } = await mark('GROUP')
    expect(await seen()).toBe(true)
    await visit()
    expect(await seen()).toBe(false)
    await updateAnnotation(circle.ada, change(id, { tags: ['moon'] }))
    expect(await seen()).toBe(false)
    await db().annotation.update({ where: { id }, data: { updatedAt: new Date(Date.now() + 1000) } })
    expect(await seen()).toBe(false)
    await updateAnnotation(circle.ada, change(id, { version: 2, body: 'Other words.' }))
    expect(await seen()).toBe(true)
  })

  test('what comes to the group is new to it, whenever it was written', async () => {
    const { id } = await mark('PRIVATE')
    await visit()
    await updateAnnotation(circle.ada, change(id, {}))
    expect(await seen()).toBe(true)
  })
})
