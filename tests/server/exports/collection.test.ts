import pg from 'pg'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import * as single from '#app/api/groups/[groupId]/web-annotations/[noteId]/route.ts'
import * as pages from '#app/api/groups/[groupId]/web-annotations/page/route.ts'
import * as collection from '#app/api/groups/[groupId]/web-annotations/route.ts'
import { db } from '#server/db.ts'
import { listNotes } from '#server/exports/note-list.ts'
import { removeComment } from '#server/talk/comments.ts'
import { CHAPTER, problemOf } from '#tests/support/circle.ts'
import { createExporting, type Exporting, MEDIA_TYPE, wordsOf } from '#tests/support/exports.ts'
import { CollectionModel, LoneAnnotationModel, PageModel } from '#tests/support/web-annotations.ts'

let exporting: Exporting
beforeEach(async () => {
  exporting = await createExporting()
})

type Who = { userId: string }
const follow = (who: Who, address = '') => exporting.ask(pages.GET, who, Object.fromEntries(new URL(address).searchParams))

describe('the collection of a chapter', () => {
  test('of nothing has no pages', async () => {
    const response = await exporting.ask(collection.GET, exporting.ada, { chapter: CHAPTER })
    expect(response.headers.get('content-type')).toBe(MEDIA_TYPE)
    const empty = CollectionModel.parse(await response.json())
    expect(empty).toMatchObject({ total: 0, label: 'Notes of Thursday readers on “Two bulges”' })
    expect(empty).not.toHaveProperty('first')
    expect((await exporting.ask(pages.GET, exporting.ada, { chapter: CHAPTER })).status).toBe(404)
  })

  test('leads through every page, forwards and backwards, each with what stands before it', async () => {
    await exporting.many(450)
    const answered = await exporting.note(exporting.ada, 'Answered.')
    for (let at = 0; at < 5; at++) await exporting.reply(exporting.ben, answered.id, `Reply ${at}.`)
    const whole = CollectionModel.parse(await (await exporting.ask(collection.GET, exporting.ada, { chapter: CHAPTER })).json())
    expect(whole.total).toBe(456)
    const seen: string[] = []
    const ids: string[] = []
    let address = whole.first
    let before: string | undefined
    while (address) {
      const page = PageModel.parse(await (await follow(exporting.ada, address)).json())
      expect(page).toMatchObject({ id: address, startIndex: ids.length, partOf: { id: whole.id, total: 456 } })
      expect(page.prev).toBe(before)
      ids.push(...page.items.map(({ id }) => id))
      seen.push(address)
      before = address
      address = page.next
    }
    expect(seen).toHaveLength(3)
    expect(seen.at(-1)).toBe(whole.last)
    expect(new Set(ids).size).toBe(456)
    expect((await exporting.download(exporting.ada, { chapter: CHAPTER })).map(({ id }) => id)).toEqual(ids)
  })

  test('leaves out what its reader hid and whom they muted, however much that is; nobody is muted who is gone', async () => {
    const { ada, ben, owner, groupId } = exporting
    await exporting.many(1_200)
    const [hidden, gone] = [await exporting.note(ada, 'Hidden.'), await exporting.note(owner, 'Of somebody who is gone.')]
    await exporting.reply(owner, hidden.id, 'Below what is hidden.')
    await exporting.reply(ada, gone.id, 'By somebody muted.')
    await db().annotation.update({ where: { id: gone.id }, data: { creatorId: null } })
    const total = async () => {
      const whole = await exporting.ask(collection.GET, ben, { chapter: CHAPTER })
      const items = wordsOf(await exporting.download(ben, { chapter: CHAPTER }))
      return { total: CollectionModel.parse(await whole.json()).total, spoken: items.filter((words) => !words.startsWith('Note ')) }
    }
    const hide = (ids: string[]) =>
      db().flag.createMany({ data: ids.map((annotationId) => ({ groupId, annotationId, userId: ben.userId, reason: '', hides: true })) })
    expect((await total()).total).toBe(1_204)
    await hide([hidden.id])
    expect(await total()).toEqual({ total: 1_202, spoken: ['By somebody muted.', 'Of somebody who is gone.'] })
    await db().mute.create({ data: { groupId, userId: ben.userId, mutedId: ada.userId } })
    expect(await total()).toEqual({ total: 801, spoken: ['Of somebody who is gone.'] })
    const others = await db().annotation.findMany({ where: { groupId, id: { not: hidden.id }, creatorId: { not: null } }, take: 1_100 })
    await hide(others.map(({ id }) => id))
    const left = await db().annotation.count({
      where: { groupId, OR: [{ id: gone.id }, { creatorId: { not: ada.userId }, flags: { none: {} } }] },
    })
    expect(await total()).toEqual({ total: left, spoken: ['Of somebody who is gone.'] })
  })

  test('asks the database as often for many notes as for one', async () => {
    const queries = vi.spyOn(pg.Client.prototype, 'query')
    const count = async () => {
      const before = queries.mock.calls.length
      const page = PageModel.parse(await (await exporting.ask(pages.GET, exporting.ada, { chapter: CHAPTER })).json())
      return { items: page.items.length, queries: queries.mock.calls.length - before }
    }
    await exporting.note(exporting.ada, 'One.')
    await count()
    const few = await count()
    await exporting.many(150)
    const more = await count()
    queries.mockRestore()
    expect([few.items, more.items]).toEqual([1, 151])
    expect(more.queries).toBe(few.queries)
  })

  test('names each note and reply by an address that answers with it', async () => {
    const own = await exporting.note(exporting.ada, 'Mine alone.', { visibility: 'PRIVATE' })
    const shared = await exporting.note(exporting.ada, 'For all.')
    const answer = await exporting.reply(exporting.ben, shared.id, 'Yes.')
    for (const item of await exporting.download(exporting.ben)) {
      const response = await exporting.ask(single.GET, exporting.ben, {}, { noteId: item.id.split('/').at(-1) ?? '' })
      expect(LoneAnnotationModel.parse(await response.json())).toEqual({ '@context': 'http://www.w3.org/ns/anno.jsonld', ...item })
    }
    const status = async (who: Who, noteId: string) => (await exporting.ask(single.GET, who, {}, { noteId })).status
    expect(await status(exporting.ben, own.id)).toBe(404)
    expect(await status(exporting.ada, own.id)).toBe(200)
    expect(await status(exporting.stranger, answer.id)).toBe(404)
    await removeComment(exporting.ben, { groupId: exporting.groupId, commentId: answer.id })
    expect(await status(exporting.ada, answer.id)).toBe(404)
  })
})

describe('the page that lists notes', () => {
  const list = (who: Parameters<typeof listNotes>[0], from = 1) => listNotes(who, { groupId: exporting.groupId, chapter: CHAPTER, from })

  test('has what the viewer may see, and nothing for strangers', async () => {
    const { id } = await exporting.note(exporting.ada, 'For *all*.')
    await exporting.note(exporting.ada, 'Mine alone.', { visibility: 'PRIVATE' })
    await exporting.reply(exporting.ben, id, 'Yes.')
    const words = async (who: Parameters<typeof listNotes>[0]) => (await list(who)).notes.map(({ body }) => body).sort()
    expect(await words(exporting.ada)).toEqual(['For *all*.', 'Mine alone.'])
    expect(await words(exporting.ben)).toEqual(['For *all*.'])
    const { notes } = await list(exporting.ben)
    expect(notes[0]).toMatchObject({ html: expect.stringContaining('<em>all</em>'), replies: [{ creator: { name: 'Ben' } }] })
    await problemOf(list(exporting.stranger), 'not-found')
  })

  test('goes on from any note in the order of the text', async () => {
    await exporting.many(250)
    const [first, second] = [await list(exporting.ada), await list(exporting.ada, 201)]
    expect([first.notes.length, second.notes.length, second.total, second.from]).toEqual([200, 50, 250, 201])
    const starts = [...first.notes, ...second.notes].map(({ start }) => start)
    expect(starts).toEqual(starts.toSorted((a, b) => a - b))
    expect((await list(exporting.ada, 251)).notes).toEqual([])
  })
})
