import { beforeEach, describe, expect, test } from 'vitest'
import type { Viewer } from '#domain/viewer.ts'
import { requireChapter } from '#server/content/guides.ts'
import { db } from '#server/db.ts'
import { listUnclear, updateUnclear } from '#server/talk/unclear.ts'
import { CHAPTER, type Circle, createCircle, problemOf } from '#tests/support/circle.ts'
import { addMember, asViewer, createUser } from '#tests/support/factories.ts'

let circle: Circle
let revision: string
beforeEach(async () => {
  circle = await createCircle()
  revision = (await requireChapter('tides', CHAPTER)).revision
})

const place = () => ({ groupId: circle.groupId, chapter: CHAPTER })
const mark = (viewer: Viewer, paragraph: string, unclear = true) =>
  updateUnclear(viewer, { ...place(), chapterRevision: revision, paragraph, unclear })

describe('"This is unclear"', () => {
  test('each sees their own mark alone, until three have made one; nobody learns whose they are', async () => {
    const { owner, ada, ben } = circle
    expect(await mark(ada, '2')).toEqual({ paragraph: '2', mine: true, step: 0 })
    expect(await mark(ben, '2')).toEqual({ paragraph: '2', mine: true, step: 0 })
    expect(await listUnclear(owner, place())).toEqual([])
    expect(await listUnclear(ada, place())).toEqual([{ paragraph: '2', mine: true, step: 0 }])
    expect(await mark(owner, '2')).toEqual({ paragraph: '2', mine: true, step: 3 })
    const other = await createUser({ name: 'Newcomer' })
    await addMember({ group: { id: circle.groupId }, user: other })
    const seen = await listUnclear(asViewer(other), place())
    expect(seen).toEqual([{ paragraph: '2', mine: false, step: 3 }])
    expect(Object.keys(seen[0] ?? {}).sort()).toEqual(['mine', 'paragraph', 'step'])
  })

  test('marking twice counts once, and a mark taken back is not seen to go', async () => {
    const { owner, ada, ben } = circle
    await Promise.all([ada, ada, ada, ben].map((viewer) => mark(viewer, '1')))
    expect(await listUnclear(owner, place())).toEqual([])
    await mark(owner, '1')
    expect(await mark(owner, '1', false)).toEqual({ paragraph: '1', mine: false, step: 3 })
    expect(await listUnclear(ben, place())).toEqual([{ paragraph: '1', mine: true, step: 3 }])
    await db().unclearStep.updateMany({ data: { heldUntil: new Date(Date.now() - 1000) } })
    expect(await listUnclear(ben, place())).toEqual([{ paragraph: '1', mine: true, step: 0 }])
  })

  test('three who mark at the same moment are three', async () => {
    const { owner, ada, ben } = circle
    const answers = await Promise.all([owner, ada, ben].map((viewer) => mark(viewer, '3')))
    expect(answers.map(({ step }) => step).sort()).toEqual([0, 0, 3])
  })

  test('a paragraph that is not there, and another edition, are refused', async () => {
    expect((await problemOf(mark(circle.ada, '999'), 'conflict')).extra).toEqual({ reload: true })
    const stale = updateUnclear(circle.ada, { ...place(), chapterRevision: 'another-edition', paragraph: '1', unclear: true })
    await problemOf(stale, 'conflict')
  })
})
