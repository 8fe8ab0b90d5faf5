import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import type { Annotation } from '#domain/annotation.ts'
import type { Page } from '#domain/page.ts'
import type { Viewer } from '#domain/viewer.ts'
import { db } from '#server/db.ts'
import { createAnnotation, listAnnotations, updateAnnotation } from '#server/talk/annotations.ts'
import { listComments } from '#server/talk/comments.ts'
import { updateVisit } from '#server/talk/visits.ts'
import { CHAPTER, type Circle, createCircle, marking, problemOf } from '#tests/support/circle.ts'

let circle: Circle
beforeEach(async () => {
  circle = await createCircle()
})

const WORDS = 'one bulge faces the Moon'
const list = async (viewer: Viewer): Promise<Annotation[]> =>
  (await listAnnotations(viewer, { groupId: circle.groupId, chapter: CHAPTER, cursor: null, limit: 500, order: 'position' })).items
const about = (annotationId: string) => ({ groupId: circle.groupId, annotationId })

describe('the list', () => {
  test('goes through the chapter in the order of the text, page after page, without gap or repeat', async () => {
    const words = ['The Earth turns', 'A tide', 'Bristol Channel', WORDS, 'new and full moon']
    const made: Annotation[] = []
    for (const each of words)
      for (const creator of [circle.ada, circle.ben]) made.push(await createAnnotation(creator, await marking(circle.groupId, each)))
    const expected = made.sort((a, b) => a.start - b.start || (a.id < b.id ? -1 : 1)).map(({ id }) => id)
    for (const limit of [1, 2, 3, 10, 500]) {
      const seen: string[] = []
      let cursor: string | null = null
      do {
        const page = await listAnnotations(circle.owner, { groupId: circle.groupId, chapter: CHAPTER, cursor, limit, order: 'position' })
        expect(page.items.length).toBeLessThanOrEqual(limit)
        seen.push(...page.items.map(({ id }) => id))
        cursor = page.next
      } while (cursor)
      expect(seen).toEqual(expected)
    }
  })

  test('refuses a cursor that is none', async () => {
    for (const cursor of ['', 'x', Buffer.from('1 2').toString('base64url'), Buffer.from(`x ${randomUUID()}`).toString('base64url')]) {
      await problemOf(
        listAnnotations(circle.ada, { groupId: circle.groupId, chapter: CHAPTER, cursor, limit: 5, order: 'position' }),
        'invalid',
      )
    }
  })

  test('shows nothing of another group or chapter, and nothing to strangers', async () => {
    await createAnnotation(circle.ada, await marking(circle.groupId, WORDS))
    const ask = { groupId: circle.groupId, chapter: 'tables-and-mills', cursor: null, limit: 500, order: 'position' as const }
    expect((await listAnnotations(circle.ada, ask)).items).toEqual([])
    const there = { ...ask, groupId: circle.otherGroupId, chapter: CHAPTER }
    expect((await listAnnotations(circle.stranger, there)).items).toEqual([])
    await problemOf(listAnnotations(circle.stranger, { ...ask, chapter: CHAPTER }), 'not-found')
  })

  test("tells what others wrote or changed since the viewer's visit", async () => {
    const unread = async () => (await list(circle.ben)).map((each) => each.unread)
    const { id } = await createAnnotation(circle.ada, await marking(circle.groupId, WORDS))
    expect(await unread()).toEqual([true])
    await updateVisit(circle.ben, { groupId: circle.groupId, chapter: CHAPTER, everything: true })
    expect(await unread()).toEqual([false])
    await updateAnnotation(circle.ada, { ...about(id), version: 1, body: 'Now with words.', visibility: 'GROUP' })
    expect(await unread()).toEqual([true])
    expect((await list(circle.ada)).map((each) => each.unread)).toEqual([false])
    expect((await listComments(circle.ben, { groupId: circle.groupId, chapter: CHAPTER, cursor: null, limit: 1 })).items).toEqual([])
  })

  test('begins with the newest when asked to, page after page', async () => {
    const made: Annotation[] = []
    for (const words of ['new and full moon', 'A tide', WORDS])
      made.push(await createAnnotation(circle.ada, await marking(circle.groupId, words)))
    // Of one moment: then their ids decide.
    await db().annotation.updateMany({ where: { id: { in: made.slice(0, 2).map(({ id }) => id) } }, data: { createdAt: new Date(0) } })
    const [first = '', second = ''] = made.slice(0, 2).map(({ id }) => id)
    const expected = [made[2]?.id, ...[first, second].sort().reverse()]
    for (const limit of [1, 2, 500]) {
      const seen: string[] = []
      let cursor: string | null = null
      do {
        const ask = { groupId: circle.groupId, chapter: CHAPTER, cursor, limit, order: 'newest' as const }
        const page: Page<Annotation> = await listAnnotations(circle.ben, ask)
        seen.push(...page.items.map(({ id }) => id))
        cursor = page.next
      } while (cursor)
      expect(seen).toEqual(expected)
    }
  })

  test('asks the database as often for many annotations as for one', async () => {
    const queries = vi.spyOn(pg.Client.prototype, 'query')
    const count = async () => {
      const before = queries.mock.calls.length
      const { length } = await list(circle.owner)
      return { length, queries: queries.mock.calls.length - before }
    }
    await createAnnotation(circle.ada, await marking(circle.groupId, WORDS))
    await list(circle.owner)
    const few = await count()
    const { id: _, ...row } = await db().annotation.findFirstOrThrow({ where: { groupId: circle.groupId } })
    const writers = [circle.ada, circle.ben, circle.owner]
    const rows = Array.from({ length: 400 }, (_, at) => ({ ...row, id: randomUUID(), creatorId: writers[at % 3]?.userId ?? row.creatorId }))
    await db().annotation.createMany({ data: rows })
    const many = await count()
    queries.mockRestore()
    expect([few.length, many.length]).toEqual([1, 401])
    expect(few.queries).toBeGreaterThan(0)
    expect(many.queries).toBe(few.queries)
  })
})
