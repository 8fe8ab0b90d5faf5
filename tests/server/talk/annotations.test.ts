import { beforeEach, describe, expect, test } from 'vitest'
import type { Annotation } from '#domain/annotation.ts'
import type { Viewer } from '#domain/viewer.ts'
import { db } from '#server/db.ts'
import {
  createAnnotation,
  listAnnotations,
  removeAnnotation,
  requireAnnotation,
  restoreAnnotation,
  updateAnnotation,
} from '#server/talk/annotations.ts'
import { createComment, removeComment } from '#server/talk/comments.ts'
import { CHAPTER, type Circle, createCircle, marking, problemOf, saying } from '#tests/support/circle.ts'

let circle: Circle
beforeEach(async () => {
  circle = await createCircle()
})

const WORDS = 'one bulge faces the Moon'
const list = async (viewer: Viewer): Promise<Annotation[]> =>
  (await listAnnotations(viewer, { groupId: circle.groupId, chapter: CHAPTER, cursor: null, limit: 500, order: 'position' })).items
const about = (annotationId: string) => ({ groupId: circle.groupId, annotationId })

describe('marking a passage', () => {
  test('gives what was sent, safe to show, to everyone in the group', async () => {
    const { groupId, ada, ben } = circle
    const input = await marking(groupId, WORDS, { body: '*Which* one? <script>alert(1)</script>' })
    const made = await createAnnotation(ada, input)
    expect(made).toMatchObject({
      id: input.id,
      start: input.start,
      end: input.end,
      exact: WORDS,
      creator: { id: ada.userId, name: 'Ada' },
      body: input.body,
      version: 1,
      edited: false,
      deleted: false,
      unread: false,
      can: { edit: true, remove: true, restore: false },
    })
    expect(made.html).toBe('<p dir="auto"><em>Which</em> one? &#x3C;script>alert(1)&#x3C;/script></p>')
    const [seen] = await list(ben)
    expect(seen).toEqual({ ...made, unread: true, can: { edit: false, remove: false, restore: false } })
  })

  test('keeps the context as the chapter has it, whatever was sent', async () => {
    const input = await marking(circle.groupId, WORDS)
    const { id } = await createAnnotation(circle.ada, { ...input, prefix: 'made up', suffix: 'made up' })
    const row = await db().annotation.findUniqueOrThrow({ where: { id } })
    expect(row).toMatchObject({ prefix: input.prefix, suffix: input.suffix, chapterRevision: input.chapterRevision })
  })

  test('a repeat is harmless, also after an edit; other words under the same id are refused', async () => {
    const input = await marking(circle.groupId, WORDS, { body: 'Once.' })
    const first = await createAnnotation(circle.ada, input)
    expect(await createAnnotation(circle.ada, input)).toEqual(first)
    const both = await Promise.all([1, 2, 3, 4].map(() => createAnnotation(circle.ada, { ...input, id: first.id })))
    expect(both).toEqual([first, first, first, first])
    await problemOf(createAnnotation(circle.ada, { ...input, body: 'Other words.' }), 'conflict')
    await problemOf(createAnnotation(circle.ada, { ...(await marking(circle.groupId, 'A tide')), id: input.id }), 'conflict')
    await updateAnnotation(circle.ada, { ...about(first.id), version: 1, body: 'Twice.', visibility: 'GROUP' })
    expect(await createAnnotation(circle.ada, input)).toMatchObject({ body: 'Twice.', version: 2 })
    expect(await list(circle.ada)).toHaveLength(1)
  })

  test('sent many times at once it is one', async () => {
    const input = await marking(circle.groupId, WORDS)
    const made = await Promise.all(Array.from({ length: 8 }, () => createAnnotation(circle.ada, input)))
    expect(new Set(made.map(({ id }) => id))).toEqual(new Set([input.id]))
    expect(await list(circle.ada)).toHaveLength(1)
  })

  test("an id of somebody else's, or of another group, is not found and stays theirs", async () => {
    const input = await marking(circle.groupId, WORDS, { visibility: 'PRIVATE', body: 'Mine alone.' })
    const made = await createAnnotation(circle.ada, input)
    await problemOf(createAnnotation(circle.ben, input), 'not-found')
    await problemOf(createAnnotation(circle.stranger, { ...input, groupId: circle.otherGroupId }), 'not-found')
    expect(await list(circle.ada)).toEqual([made])
  })

  test('a quote that does not stand at its place asks for a reload', async () => {
    const input = await marking(circle.groupId, WORDS)
    const moved = { ...input, start: input.start + 1, end: input.end + 1 }
    const problem = await problemOf(createAnnotation(circle.ada, moved), 'conflict')
    expect(problem.message).toMatch(/^chapterChangedDraft/)
    expect(problem.extra).toEqual({ reload: true })
    await problemOf(createAnnotation(circle.ada, { ...input, exact: 'ONE bulge faces the Moon' }), 'conflict')
    await problemOf(createAnnotation(circle.ada, { ...input, start: 10_000_000, end: 10_000_000 + WORDS.length }), 'conflict')
    expect(await list(circle.ada)).toEqual([])
  })

  test('an older revision will do while the quote stands where it stood', async () => {
    const input = await marking(circle.groupId, WORDS)
    const made = await createAnnotation(circle.ada, { ...input, chapterRevision: 'the-edition-before' })
    expect(made.chapterRevision).toBe(input.chapterRevision)
  })

  test('white space alone is no passage', async () => {
    const { message } = await problemOf(createAnnotation(circle.ada, await marking(circle.groupId, ' ')), 'invalid')
    expect(message).toMatch(/^selectWords/)
  })

  test('a chapter that is not in the guide, a group that is not theirs', async () => {
    const input = await marking(circle.groupId, WORDS)
    await problemOf(createAnnotation(circle.ada, { ...input, chapter: 'no-such-chapter' }), 'not-found')
    await problemOf(createAnnotation(circle.stranger, input), 'not-found')
    await problemOf(createAnnotation(circle.ada, { ...input, groupId: circle.otherGroupId }), 'not-found')
  })
})

describe('private annotations', () => {
  test('are seen by their creator alone, in the list and one by one', async () => {
    const made = await createAnnotation(circle.ada, await marking(circle.groupId, WORDS, { visibility: 'PRIVATE' }))
    expect(await list(circle.ada)).toEqual([made])
    expect(await list(circle.ben)).toEqual([])
    expect(await list(circle.owner)).toEqual([])
    await problemOf(requireAnnotation(circle.owner, about(made.id)), 'not-found')
    await problemOf(removeAnnotation(circle.owner, about(made.id)), 'not-found')
    await problemOf(updateAnnotation(circle.ben, { ...about(made.id), version: 1, body: 'x', visibility: 'GROUP' }), 'not-found')
    await problemOf(restoreAnnotation(circle.ben, about(made.id)), 'not-found')
  })

  test('may be opened to the group and closed again, until somebody replies', async () => {
    const made = await createAnnotation(circle.ada, await marking(circle.groupId, WORDS, { visibility: 'PRIVATE' }))
    const subject = { kind: 'annotation', annotationId: made.id } as const
    await createComment(circle.ada, saying(circle.groupId, subject, 'A note to myself.'))
    const edit = (version: number, visibility: 'PRIVATE' | 'GROUP') =>
      updateAnnotation(circle.ada, { ...about(made.id), version, body: '', visibility })
    expect(await edit(1, 'GROUP')).toMatchObject({ visibility: 'GROUP', version: 2, edited: false })
    expect(await list(circle.ben)).toHaveLength(1)
    expect(await edit(2, 'PRIVATE')).toMatchObject({ visibility: 'PRIVATE', version: 3 })
    expect(await list(circle.ben)).toEqual([])
    await edit(3, 'GROUP')
    await createComment(circle.ben, saying(circle.groupId, subject, 'A reply.'))
    await problemOf(edit(4, 'PRIVATE'), 'conflict')
    expect(await list(circle.ben)).toHaveLength(1)
  })
})

describe('editing', () => {
  test('only by the creator; a member is told so, a stranger learns nothing', async () => {
    const { id } = await createAnnotation(circle.ada, await marking(circle.groupId, WORDS))
    const edit = { ...about(id), version: 1, body: 'New.', visibility: 'GROUP' } as const
    await problemOf(updateAnnotation(circle.owner, edit), 'forbidden')
    await problemOf(updateAnnotation(circle.stranger, edit), 'not-found')
    await problemOf(updateAnnotation(circle.stranger, { ...edit, groupId: circle.otherGroupId }), 'not-found')
    expect(await updateAnnotation(circle.ada, edit)).toMatchObject({ body: 'New.', version: 2, edited: true })
  })

  test('from an older version gives both texts back; the same words again are no conflict', async () => {
    const { id } = await createAnnotation(circle.ada, await marking(circle.groupId, WORDS))
    const edit = (version: number, body: string) => updateAnnotation(circle.ada, { ...about(id), version, body, visibility: 'GROUP' })
    await edit(1, 'On the phone.')
    const problem = await problemOf(edit(1, 'On the laptop.'), 'conflict')
    expect(problem.extra).toEqual({ current: { body: 'On the phone.', version: 2, tags: [] }, yours: 'On the laptop.' })
    expect(await edit(1, 'On the phone.')).toMatchObject({ version: 2 })
    expect(await edit(2, 'On the laptop.')).toMatchObject({ version: 3 })
  })

  test('of two edits at once one wins and the other gets both texts', async () => {
    const { id } = await createAnnotation(circle.ada, await marking(circle.groupId, WORDS))
    const edits = ['One.', 'Two.'].map((body) => updateAnnotation(circle.ada, { ...about(id), version: 1, body, visibility: 'GROUP' }))
    const outcomes = await Promise.allSettled(edits)
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    const lost = outcomes.findIndex(({ status }) => status === 'rejected')
    const [won, yours] = lost === 0 ? ['Two.', 'One.'] : ['One.', 'Two.']
    const problem = await problemOf(edits[lost] as Promise<unknown>, 'conflict')
    expect(problem.extra).toEqual({ current: { body: won, version: 2, tags: [] }, yours })
    expect((await list(circle.ada)).map(({ body, version }) => [body, version])).toEqual([[won, 2]])
  })
})

describe('deleting', () => {
  test('takes it out of the list, and it can be brought back within a day', async () => {
    const made = await createAnnotation(circle.ada, await marking(circle.groupId, WORDS, { body: 'Here.' }))
    await problemOf(removeAnnotation(circle.owner, about(made.id)), 'forbidden')
    await removeAnnotation(circle.ada, about(made.id))
    await removeAnnotation(circle.ada, about(made.id))
    expect(await list(circle.ada)).toEqual([])
    await problemOf(requireAnnotation(circle.ada, about(made.id)), 'not-found')
    await problemOf(updateAnnotation(circle.ada, { ...about(made.id), version: 1, body: 'x', visibility: 'GROUP' }), 'gone')
    await problemOf(restoreAnnotation(circle.ben, about(made.id)), 'not-found')
    expect(await restoreAnnotation(circle.ada, about(made.id))).toEqual(made)
    expect(await restoreAnnotation(circle.ada, about(made.id))).toEqual(made)
    expect(await list(circle.ada)).toEqual([made])
  })

  test('cannot be undone after a day', async () => {
    const { id } = await createAnnotation(circle.ada, await marking(circle.groupId, WORDS))
    await db().annotation.update({ where: { id }, data: { removal: 'WITHDRAWN', deletedAt: new Date(Date.now() - 24 * 3600_000 - 1000) } })
    await problemOf(restoreAnnotation(circle.ada, about(id)), 'gone')
  })

  test('leaves a placeholder without words while a comment stands', async () => {
    const made = await createAnnotation(circle.ada, await marking(circle.groupId, WORDS, { body: 'Secret regret.' }))
    const comment = saying(circle.groupId, { kind: 'annotation', annotationId: made.id }, 'But why?')
    await createComment(circle.ben, comment)
    await removeAnnotation(circle.ada, about(made.id))
    const [placeholder] = await list(circle.ben)
    expect(placeholder).toMatchObject({ id: made.id, deleted: true, body: '', html: '', exact: WORDS, unread: false })
    expect(placeholder?.can).toEqual({ edit: false, remove: false, restore: false })
    expect((await list(circle.ada))[0]?.can).toEqual({ edit: false, remove: false, restore: true })
    expect(JSON.stringify(await requireAnnotation(circle.ben, about(made.id)))).not.toContain('regret')
    await removeComment(circle.ben, { groupId: circle.groupId, commentId: comment.id })
    expect(await list(circle.ben)).toEqual([])
    await problemOf(requireAnnotation(circle.ben, about(made.id)), 'not-found')
  })
})

describe('what a mark is for, and its tags', () => {
  test('words make a note of a highlight and the other way round; a question stays one', async () => {
    const { groupId, ada } = circle
    const made = await createAnnotation(ada, await marking(groupId, WORDS))
    const edit = (version: number, more: object) =>
      updateAnnotation(ada, { ...about(made.id), version, visibility: 'GROUP', body: '', ...more })
    expect(made).toMatchObject({ motivation: 'highlighting', tags: [] })
    expect(await edit(1, { body: 'Why?' })).toMatchObject({ motivation: 'commenting' })
    expect(await edit(2, { body: '' })).toMatchObject({ motivation: 'highlighting' })
    const asked = await createAnnotation(ada, await marking(groupId, WORDS, { motivation: 'questioning' }))
    expect(asked).toMatchObject({ motivation: 'questioning', body: '' })
    const words = { ...about(asked.id), version: 1, visibility: 'GROUP', body: 'Which?' } as const
    expect(await updateAnnotation(ada, words)).toMatchObject({ motivation: 'questioning' })
    expect(await updateAnnotation(ada, { ...words, version: 2, motivation: 'highlighting' })).toMatchObject({ motivation: 'commenting' })
  })

  test('tags change with the version, stay when an edit leaves them out, and go with what is deleted', async () => {
    const { groupId, ada, ben } = circle
    const { id } = await createAnnotation(ada, await marking(groupId, WORDS, { body: 'A note.', tags: ['moon'] }))
    const edit = { ...about(id), visibility: 'GROUP' } as const
    expect(await updateAnnotation(ada, { ...edit, version: 1, body: 'A note.', tags: ['moon', 'sea'] })).toMatchObject({
      tags: ['moon', 'sea'],
      version: 2,
      edited: false,
    })
    expect(await updateAnnotation(ada, { ...edit, version: 2, body: 'Another.' })).toMatchObject({ tags: ['moon', 'sea'] })
    const stale = await problemOf(updateAnnotation(ada, { ...edit, version: 2, body: 'Another.', tags: [] }), 'conflict')
    expect(stale.extra).toEqual({ current: { body: 'Another.', version: 3, tags: ['moon', 'sea'] }, yours: 'Another.' })
    await createComment(ben, saying(groupId, { kind: 'annotation', annotationId: id }, 'Yes.'))
    await removeAnnotation(ada, about(id))
    expect((await list(ben))[0]).toMatchObject({ deleted: true, tags: [] })
  })
})
