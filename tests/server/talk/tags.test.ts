import { expect, test } from 'vitest'
import { createAnnotation, removeAnnotation, updateAnnotation } from '#server/talk/annotations.ts'
import { listTags } from '#server/talk/tags.ts'
import { createCircle, marking } from '#tests/support/circle.ts'

const WORDS = 'one bulge faces the Moon'

test('the group is offered its own tags, the commonest first, as it spells them; private ones stay with their writer', async () => {
  const { groupId, ada, ben } = await createCircle()
  const note = async (viewer: typeof ada, tags: string[], visibility: 'GROUP' | 'PRIVATE' = 'GROUP') =>
    createAnnotation(viewer, await marking(groupId, WORDS, { body: 'A note.', tags, visibility }))
  await note(ada, ['Moon', 'sea'])
  expect((await note(ben, ['MOON'])).tags).toEqual(['Moon'])
  await note(ada, ['Secret'], 'PRIVATE')
  expect(await listTags(ben, { groupId })).toEqual(['Moon', 'sea'])
  expect(await listTags(ada, { groupId })).toEqual(['Moon', 'Secret', 'sea'])
  // Somebody else's private spelling shows in nothing.
  const own = await note(ben, ['secret'])
  expect(own.tags).toEqual(['secret'])
  const changed = { groupId, annotationId: own.id, version: 1, body: own.body, visibility: 'GROUP', tags: ['SEA'] } as const
  expect((await updateAnnotation(ben, { ...changed, tags: [...changed.tags] })).tags).toEqual(['sea'])
  await removeAnnotation(ben, { groupId, annotationId: own.id })
  expect(await listTags(ben, { groupId })).toEqual(['Moon', 'sea'])
})
