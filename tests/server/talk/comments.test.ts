import { beforeEach, describe, expect, test } from 'vitest'
import type { Annotation } from '#domain/annotation.ts'
import type { Comment, CreateComment, ThreadSubject } from '#domain/thread.ts'
import type { Viewer } from '#domain/viewer.ts'
import { db } from '#server/db.ts'
import { createAnnotation, removeAnnotation } from '#server/talk/annotations.ts'
import { createComment, listComments, removeComment, requireComment, restoreComment, updateComment } from '#server/talk/comments.ts'
import { updateVisit } from '#server/talk/visits.ts'
import { CHAPTER, type Circle, createCircle, marking, problemOf, saying } from '#tests/support/circle.ts'
import { nextMoment } from '#tests/support/next-moment.ts'

let circle: Circle
let annotation: Annotation
let onNote: ThreadSubject
const onQuestion: ThreadSubject = { kind: 'question', questionId: 'why-two' }
beforeEach(async () => {
  circle = await createCircle()
  annotation = await createAnnotation(circle.ada, await marking(circle.groupId, 'A tide'))
  onNote = { kind: 'annotation', annotationId: annotation.id }
})

const say = async (viewer: Viewer, subject: ThreadSubject, body: string, more: Partial<CreateComment> = {}) => {
  await nextMoment()
  return createComment(viewer, saying(circle.groupId, subject, body, more))
}
const list = async (viewer: Viewer): Promise<Comment[]> =>
  (await listComments(viewer, { groupId: circle.groupId, chapter: CHAPTER, cursor: null, limit: 500 })).items
const about = (commentId: string) => ({ groupId: circle.groupId, commentId })

describe('saying something', () => {
  test('about a note, about a question, and in reply', async () => {
    const first = await say(circle.ben, onNote, 'Is it?')
    const reply = await say(circle.ada, onNote, 'It *is*.', { parentId: first.id })
    const third = await say(circle.ben, onQuestion, 'Because of the Moon.')
    expect(reply).toMatchObject({
      chapter: CHAPTER,
      subject: onNote,
      parentId: first.id,
      creator: { id: circle.ada.userId, name: 'Ada' },
      html: '<p dir="auto">It <em>is</em>.</p>',
      version: 1,
      edited: false,
      deleted: false,
      unread: false,
      can: { edit: true, remove: true, restore: false },
    })
    expect(third.subject).toEqual(onQuestion)
    expect((await list(circle.ada)).map(({ id, unread }) => [id, unread])).toEqual([
      [first.id, true],
      [reply.id, false],
      [third.id, true],
    ])
    expect(await requireComment(circle.ben, about(reply.id))).toEqual({
      ...reply,
      unread: true,
      can: { edit: false, remove: false, restore: false },
    })
  })

  test('many first comments at once share one thread', async () => {
    await Promise.all(['a', 'b', 'c', 'd', 'e', 'f'].map((body) => say(circle.ben, onNote, body)))
    await Promise.all(['a', 'b', 'c', 'd', 'e', 'f'].map((body) => say(circle.ada, onQuestion, body)))
    expect(await list(circle.ada)).toHaveLength(12)
    expect(await db().thread.count({ where: { groupId: circle.groupId } })).toBe(2)
  })

  test('a repeat is harmless; other words, another place or another person under the same id are refused', async () => {
    const input = saying(circle.groupId, onNote, 'Once.')
    const first = await createComment(circle.ben, input)
    expect(await Promise.all([1, 2, 3].map(() => createComment(circle.ben, input)))).toEqual([first, first, first])
    await problemOf(createComment(circle.ben, { ...input, body: 'Other words.' }), 'conflict')
    await problemOf(createComment(circle.ben, { ...input, subject: onQuestion }), 'conflict')
    await problemOf(createComment(circle.ada, input), 'not-found')
    await problemOf(createComment(circle.stranger, { ...input, groupId: circle.otherGroupId }), 'not-found')
    expect(await list(circle.ben)).toEqual([first])
  })

  test('a reply stays in the thread of its parent', async () => {
    const first = await say(circle.ben, onNote, 'Here.')
    await problemOf(say(circle.ben, onQuestion, 'There.', { parentId: first.id }), 'not-found')
    const elsewhere = await db().readingGroup.findUniqueOrThrow({ where: { id: circle.otherGroupId } })
    const foreign = await createComment(circle.stranger, saying(elsewhere.id, onQuestion, 'Elsewhere.'))
    await problemOf(say(circle.ben, onQuestion, 'x', { parentId: foreign.id }), 'not-found')
  })

  test('only about what is there', async () => {
    await problemOf(say(circle.ben, { kind: 'question', questionId: 'no-such-question' }, 'x'), 'not-found')
    await problemOf(say(circle.ben, { kind: 'annotation', annotationId: crypto.randomUUID() }, 'x'), 'not-found')
    await problemOf(say(circle.ben, onNote, 'x', { chapter: 'tables-and-mills' }), 'not-found')
    await problemOf(say(circle.stranger, onNote, 'x'), 'not-found')
    await problemOf(say(circle.stranger, onNote, 'x', { groupId: circle.otherGroupId }), 'not-found')
    await removeAnnotation(circle.ada, { groupId: circle.groupId, annotationId: annotation.id })
    const gone = await problemOf(say(circle.ben, onNote, 'Too late.'), 'gone')
    expect(gone.extra).toEqual({ yours: 'Too late.' })
  })

  test('on a deleted note whose talk goes on', async () => {
    const first = await say(circle.ben, onNote, 'But why?')
    await removeAnnotation(circle.ada, { groupId: circle.groupId, annotationId: annotation.id })
    const reply = await say(circle.owner, onNote, 'Let us keep it.', { parentId: first.id })
    expect((await list(circle.ben)).map(({ id }) => id)).toEqual([first.id, reply.id])
  })
})

test('what is said on a private note is its creator’s alone', async () => {
  const mine = await createAnnotation(circle.ada, await marking(circle.groupId, 'A tide', { visibility: 'PRIVATE' }))
  const subject: ThreadSubject = { kind: 'annotation', annotationId: mine.id }
  const comment = await say(circle.ada, subject, 'To myself.')
  expect(await list(circle.ada)).toHaveLength(1)
  expect(await list(circle.ben)).toEqual([])
  await problemOf(requireComment(circle.ben, about(comment.id)), 'not-found')
  await problemOf(say(circle.ben, subject, 'x'), 'not-found')
  await problemOf(say(circle.ben, subject, 'x', { parentId: comment.id }), 'not-found')
  await problemOf(removeComment(circle.owner, about(comment.id)), 'not-found')
  await problemOf(updateComment(circle.owner, { ...about(comment.id), version: 1, body: 'x' }), 'not-found')
  await problemOf(restoreComment(circle.owner, about(comment.id)), 'not-found')
})

describe('editing', () => {
  test('only by the creator', async () => {
    const { id } = await say(circle.ben, onNote, 'Frist.')
    const edit = { ...about(id), version: 1, body: 'First.' }
    await problemOf(updateComment(circle.owner, edit), 'forbidden')
    await problemOf(updateComment(circle.stranger, edit), 'not-found')
    await problemOf(updateComment(circle.stranger, { ...edit, groupId: circle.otherGroupId }), 'not-found')
    expect(await updateComment(circle.ben, edit)).toMatchObject({ body: 'First.', version: 2, edited: true })
  })

  test('from an older version gives both texts back; the same words are no edit', async () => {
    const { id } = await say(circle.ben, onNote, 'One.')
    expect(await updateComment(circle.ben, { ...about(id), version: 1, body: 'One.' })).toMatchObject({ version: 1, edited: false })
    await updateComment(circle.ben, { ...about(id), version: 1, body: 'Two.' })
    const problem = await problemOf(updateComment(circle.ben, { ...about(id), version: 1, body: 'Three.' }), 'conflict')
    expect(problem.extra).toEqual({ current: { body: 'Two.', version: 2 }, yours: 'Three.' })
    const outcomes = await Promise.allSettled(
      ['Four.', 'Five.'].map((body) => updateComment(circle.ben, { ...about(id), version: 2, body })),
    )
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  })
})

describe('deleting', () => {
  test('without replies it disappears, and can be brought back within a day', async () => {
    const made = await say(circle.ben, onNote, 'Hasty.')
    await problemOf(removeComment(circle.owner, about(made.id)), 'forbidden')
    await removeComment(circle.ben, about(made.id))
    await removeComment(circle.ben, about(made.id))
    expect(await list(circle.ben)).toEqual([])
    await problemOf(requireComment(circle.ben, about(made.id)), 'not-found')
    await problemOf(updateComment(circle.ben, { ...about(made.id), version: 1, body: 'x' }), 'gone')
    await problemOf(restoreComment(circle.owner, about(made.id)), 'not-found')
    expect(await restoreComment(circle.ben, about(made.id))).toEqual(made)
    expect(await list(circle.ben)).toEqual([made])
    await db().comment.update({ where: { id: made.id }, data: { removal: 'WITHDRAWN', deletedAt: new Date(Date.now() - 25 * 3600_000) } })
    await problemOf(restoreComment(circle.ben, about(made.id)), 'gone')
  })

  test('with replies a placeholder stays, without name or words, until the last reply goes', async () => {
    const top = await say(circle.ben, onNote, 'Regretted.')
    const middle = await say(circle.owner, onNote, 'Regretted too.', { parentId: top.id })
    const leaf = await say(circle.ada, onNote, 'Kept.', { parentId: middle.id })
    const cousin = await say(circle.ada, onNote, 'Gone early.', { parentId: top.id })
    await removeComment(circle.ben, about(top.id))
    await removeComment(circle.owner, about(middle.id))
    await removeComment(circle.ada, about(cousin.id))
    const seen = await list(circle.ada)
    expect(seen.map(({ id, deleted, creator }) => [id, deleted, creator?.name ?? null])).toEqual([
      [top.id, true, null],
      [middle.id, true, null],
      [leaf.id, false, 'Ada'],
    ])
    expect(JSON.stringify(seen)).not.toMatch(/Regretted|Ben/)
    expect(seen[0]).toMatchObject({ body: '', html: '', unread: false, can: { edit: false, remove: false, restore: false } })
    expect((await list(circle.ben))[0]?.can).toEqual({ edit: false, remove: false, restore: true })
    expect((await requireComment(circle.ada, about(top.id))).creator).toBeNull()
    await removeComment(circle.ada, about(leaf.id))
    expect(await list(circle.ada)).toEqual([])
    await problemOf(requireComment(circle.ada, about(top.id)), 'not-found')
  })
})

test('the list is paged by time, without gap or repeat, and holds nothing of other groups', async () => {
  const made: string[] = []
  for (let n = 0; n < 7; n++) made.push((await say(n % 2 ? circle.ada : circle.ben, n % 3 ? onNote : onQuestion, `No. ${n}`)).id)
  // Rows of one and the same millisecond are told apart by id.
  const createdAt = new Date('2026-01-01T00:00:00Z')
  await db().comment.updateMany({ where: { id: { in: made.slice(0, 4) } }, data: { createdAt } })
  const expected = [...made.slice(0, 4).sort(), ...made.slice(4)]
  for (const limit of [1, 2, 3, 7]) {
    const seen: string[] = []
    let cursor: string | null = null
    do {
      const page = await listComments(circle.owner, { groupId: circle.groupId, chapter: CHAPTER, cursor, limit })
      seen.push(...page.items.map(({ id }) => id))
      cursor = page.next
    } while (cursor)
    expect(seen).toEqual(expected)
  }
  const there = { groupId: circle.otherGroupId, chapter: CHAPTER, cursor: null, limit: 500 }
  expect((await listComments(circle.stranger, there)).items).toEqual([])
  await problemOf(listComments(circle.stranger, { ...there, groupId: circle.groupId }), 'not-found')
})

test('unread is what others said since the visit', async () => {
  await say(circle.ada, onNote, 'Before.')
  await updateVisit(circle.ben, { groupId: circle.groupId, chapter: CHAPTER, everything: true })
  await say(circle.ben, onNote, 'Mine.')
  await say(circle.ada, onNote, 'After.')
  expect((await list(circle.ben)).map(({ body, unread }) => [body, unread])).toEqual([
    ['Before.', false],
    ['Mine.', false],
    ['After.', true],
  ])
})
