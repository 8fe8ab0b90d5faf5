import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { createAnnotation, requireAnnotation } from '#server/talk/annotations.ts'
import { createAnswer, listAnswers } from '#server/talk/answers.ts'
import { createComment, removeComment, requireComment, restoreComment, updateComment } from '#server/talk/comments.ts'
import { updateReaction } from '#server/talk/reactions.ts'
import { listActivity } from '#server/talk/visits.ts'
import { CHAPTER, createCircle, marking, problemOf, saying } from '#tests/support/circle.ts'

test('a note, a comment and an answer are reacted to, and whoever sees them is told who did; nothing turns unread', async () => {
  const { groupId, ada, ben, owner } = await createCircle()
  const note = await createAnnotation(ada, await marking(groupId, 'A tide', { body: 'A note.' }))
  const comment = await createComment(ada, saying(groupId, { kind: 'annotation', annotationId: note.id }, 'A comment.'))
  const answer = await createAnswer(ada, { id: randomUUID(), groupId, chapter: CHAPTER, questionId: 'why-two', body: 'An answer.' })
  const before = await listActivity(owner, { groupId })
  const by = { id: ben.userId, name: 'Ben' }
  for (const [noun, { id }] of Object.entries({ annotation: note, comment, answer }) as ['annotation', { id: string }][]) {
    const thanks = { groupId, noun, id, kind: 'THANKS' as const, on: true }
    expect(await updateReaction(ben, thanks)).toEqual([{ kind: 'THANKS', count: 1, mine: true, by: [by] }])
    // Twice is once; the kinds keep their order, whenever each came.
    await updateReaction(ben, thanks)
    await updateReaction(ada, { ...thanks, kind: 'AGREE' })
    const seen = await updateReaction(owner, thanks)
    expect(seen.map(({ kind, count, mine }) => [kind, count, mine])).toEqual([
      ['AGREE', 1, false],
      ['THANKS', 2, true],
    ])
    await updateReaction(owner, { ...thanks, on: false })
  }
  expect(await listActivity(owner, { groupId })).toEqual(before)
  const told = [
    (await requireAnnotation(owner, { groupId, annotationId: note.id })).reactions,
    (await requireComment(owner, { groupId, commentId: comment.id })).reactions,
    (await listAnswers(owner, { groupId, chapter: CHAPTER, cursor: null, limit: 5 })).items[0]?.reactions,
  ]
  for (const reactions of told)
    expect(reactions?.find(({ kind }) => kind === 'THANKS')).toEqual({ kind: 'THANKS', count: 1, mine: false, by: [by] })
})

test('words that were taken away keep their reactions to themselves; an edit or bringing them back keeps them', async () => {
  const { groupId, ada, ben } = await createCircle()
  const comment = await createComment(ada, saying(groupId, { kind: 'question', questionId: 'why-two' }, 'A comment.'))
  const about = { groupId, commentId: comment.id }
  const agree = { groupId, noun: 'comment' as const, id: comment.id, kind: 'AGREE' as const, on: true }
  await updateReaction(ben, agree)
  await createComment(ben, saying(groupId, { kind: 'question', questionId: 'why-two' }, 'Below.', { parentId: comment.id }))
  expect((await updateComment(ada, { ...about, version: 1, body: 'Better.' })).reactions).toHaveLength(1)
  expect(await removeComment(ada, about)).toMatchObject({ deleted: true, reactions: [] })
  expect(await requireComment(ben, about)).toMatchObject({ deleted: true, reactions: [] })
  await problemOf(updateReaction(ben, { ...agree, kind: 'SMILE' }), 'not-found')
  expect((await restoreComment(ada, about)).reactions).toHaveLength(1)
})

test('whoever does not see something does not react to it', async () => {
  const { groupId, ada, ben, stranger } = await createCircle()
  const { id } = await createAnnotation(ada, await marking(groupId, 'A tide', { visibility: 'PRIVATE' }))
  const agree = { groupId, noun: 'annotation' as const, id, kind: 'AGREE' as const, on: true }
  expect(await updateReaction(ada, agree)).toHaveLength(1)
  await problemOf(updateReaction(ben, agree), 'not-found')
  await problemOf(updateReaction(stranger, agree), 'not-found')
})
