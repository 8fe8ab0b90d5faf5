import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { POST } from '#app/api/groups/[groupId]/brought-notes/route.ts'
import * as file from '#app/api/groups/[groupId]/exported-notes/route.ts'
import { describe as describePassage } from '#domain/anchoring/describe.ts'
import { Motivation } from '#domain/annotation.ts'
import { BROUGHT_BYTES, type BroughtTally } from '#domain/brought-notes/brought-note.ts'
import { requireChapter } from '#server/content/guides.ts'
import { db } from '#server/db.ts'
import { chaptersChanged } from '#server/editions/revisions.ts'
import { listAnnotations } from '#server/talk/annotations.ts'
import { listComments } from '#server/talk/comments.ts'
import { searchGroup } from '#server/talk/search.ts'
import { CHAPTER, type Circle, createCircle } from '#tests/support/circle.ts'
import { createAnnotation, createComment } from '#tests/support/factories.ts'
import { sendForm } from '#tests/support/form-visit.ts'
import { call, signedIn } from '#tests/support/request.ts'

const FORMATS = ['json-ld', 'hypothesis'] as const
const SITE = 'http://localhost:3000'

/** The file that the group gives out. */
async function takeOut({ groupId, owner }: Circle, format: (typeof FORMATS)[number]): Promise<string> {
  const path = `/api?${new URLSearchParams({ format, whose: 'group' })}`
  return (await call(file.GET, { headers: await signedIn({ id: owner.userId }), path, params: { groupId } })).text()
}

/** What a group is told when a file is sent to it. */
async function send({ groupId, owner }: Circle, text: string, stores: 'yes' | 'no', who = owner): Promise<Response> {
  const headers = { ...(await signedIn({ id: who.userId })), 'content-type': 'application/octet-stream' }
  const request = new Request(`${SITE}/api?stores=${stores}`, { method: 'POST', headers, body: text })
  return POST(request, { params: Promise.resolve({ groupId }) })
}

async function bring(circle: Circle, text: string, stores: 'yes' | 'no' = 'yes'): Promise<BroughtTally> {
  const response = await send(circle, text, stores)
  expect(response.status).toBe(200)
  return response.json()
}

/** Everything that a group says in its notes, in an order of its own, without what differs from group to group. */
async function saidIn({ groupId }: Circle) {
  const written = { body: true, createdAt: true, creatorName: true, creator: { select: { name: true } } } as const
  const notes = await db().annotation.findMany({
    where: { groupId, deletedAt: null, visibility: 'GROUP' },
    select: {
      ...written,
      ...{
        id: true,
        chapter: true,
        start: true,
        end: true,
        exact: true,
        motivation: true,
        tags: true,
        lostIn: true,
        chapterRevision: true,
      },
    },
  })
  const replies = await db().comment.findMany({
    where: { groupId, deletedAt: null },
    select: { ...written, parent: { select: { body: true } }, thread: { select: { annotation: { select: { start: true, end: true } } } } },
  })
  const named = <Row extends { creator: { name: string } | null; creatorName: string | null }>({ creator, creatorName, ...row }: Row) => ({
    ...row,
    by: creator?.name ?? creatorName,
  })
  const sorted = (rows: object[]) => rows.map((row) => JSON.stringify(row)).sort()
  return { notes: sorted(notes.map(({ id: _, ...row }) => named(row))), replies: sorted(replies.map(named)) }
}

const words = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 }).filter((text) => /\p{L}/u.test(text) && text.trim() === text)
const note = fc.record({
  from: fc.double({ min: 0, max: 0.999, noNaN: true }),
  length: fc.integer({ min: 3, max: 90 }),
  body: fc.oneof(fc.constant(''), words),
  motivation: fc.constantFrom(...Motivation.options),
  tags: fc.uniqueArray(fc.constantFrom('tides', 'to do', 'é', '😀'), { maxLength: 3 }),
  replies: fc.array(fc.record({ body: words, deeper: fc.boolean() }), { maxLength: 3 }),
})

/** A group that said some of what chance had it say: a note with words comments, unless it asks. */
async function saying(notes: (typeof note extends fc.Arbitrary<infer Note> ? Note : never)[]): Promise<Circle> {
  const circle = await createCircle()
  const group = { id: circle.groupId }
  const { text, revision } = await requireChapter('tides', CHAPTER)
  for (const [at, { from, length, body, motivation, tags, replies }] of notes.entries()) {
    const start = text.indexOf(' ', Math.floor(from * (text.length - 120))) + 1
    const place = describePassage(text, { start, end: start + length })
    const settled = motivation === 'questioning' ? motivation : body ? ('commenting' as const) : ('highlighting' as const)
    const creator = { id: [circle.ada, circle.ben][at % 2]?.userId ?? '' }
    const createdAt = new Date(Date.UTC(2026, 0, 1 + at))
    const said = { group, creator, chapter: CHAPTER, chapterRevision: revision, body, motivation: settled, tags, createdAt, ...place }
    const annotation = await createAnnotation(said)
    let parent: { id: string } | undefined
    for (const reply of replies) {
      const made = { group, creator: { id: circle.owner.userId }, subject: { annotation }, body: reply.body, createdAt }
      const comment: { id: string } = await createComment({ ...made, ...(reply.deeper && parent && { parent }) })
      parent = comment
    }
  }
  return circle
}

describe.each(FORMATS)('a file as %s', (format) => {
  test('restores in another group what one said, whatever that was, and twice brings nothing twice', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(note, { minLength: 1, maxLength: 6 }), async (notes) => {
        const [one, other] = [await saying(notes), await createCircle()]
        const text = await takeOut(one, format)
        const replies = notes.reduce((sum, each) => sum + each.replies.length, 0)
        const told = { standing: notes.length, sought: 0, replies, known: 0, elsewhere: 0, unfit: 0, others: 0, secret: 0 }
        expect(await bring(other, text, 'no')).toEqual(told)
        expect(await saidIn(other)).toEqual({ notes: [], replies: [] })
        expect(await bring(other, text)).toEqual(told)
        expect(await saidIn(other)).toEqual(await saidIn(one))
        expect(await bring(other, text)).toMatchObject({ standing: 0, sought: 0, replies: 0, known: notes.length + replies })
        // What came in goes out again, and comes home to where it was.
        expect(await bring(one, await takeOut(one, format))).toMatchObject({ standing: 0, replies: 0, known: notes.length + replies })
        const third = await createCircle()
        await bring(third, await takeOut(other, format))
        expect(await saidIn(third)).toEqual(await saidIn(one))
      }),
      { numRuns: 8 },
    )
  })
})

const foreign = (exact: string, more: object = {}) => ({
  ...{ '@context': 'http://www.w3.org/ns/anno.jsonld', type: 'Annotation', id: `https://elsewhere.example/${randomUUID()}` },
  ...{ motivation: 'commenting', creator: { type: 'Person', name: 'Zoe' }, created: '2025-05-05T10:00:00Z' },
  body: { type: 'TextualBody', value: `On “${exact.slice(0, 20)}”.` },
  target: { source: `https://elsewhere.example/texts/${CHAPTER}`, selector: [{ type: 'TextQuoteSelector', exact }] },
  ...more,
})

test('whoever wrote it is a name and no account, everywhere; what is not found waits on the page of changes', async () => {
  const circle = await createCircle()
  const { groupId, ada, owner } = circle
  await chaptersChanged('tides')
  const { text } = await requireChapter('tides', CHAPTER)
  const known = text.slice(text.indexOf('The Earth turns'), text.indexOf('The Earth turns') + 40)
  const nowhere = 'A sentence that the chapter has never had in it, nor will.'
  const items = [
    foreign(known),
    foreign(nowhere),
    foreign('Elsewhere.', {
      target: { source: 'https://elsewhere.example/another', selector: { type: 'TextQuoteSelector', exact: 'Elsewhere.' } },
    }),
  ]
  expect(await bring(circle, JSON.stringify(items))).toMatchObject({ standing: 1, sought: 1, elsewhere: 1 })
  await chaptersChanged('tides')
  const { items: notes } = await listAnnotations(ada, { groupId, chapter: CHAPTER, cursor: null, limit: 50, order: 'position' })
  const zoe = { creator: { id: 'outside:Zoe', name: 'Zoe' }, unread: true, edit: false }
  const shown = notes.map(({ creator, lost, unread, can }) => ({ creator, lost, unread, edit: can.edit }))
  expect(shown.sort((one, other) => Number(one.lost) - Number(other.lost))).toEqual([
    { ...zoe, lost: false },
    { ...zoe, lost: true },
  ])
  expect(await db().passageChange.findMany({ where: { groupId, settledById: null }, select: { outcome: true } })).toEqual([
    { outcome: 'LOST' },
  ])
  expect(JSON.stringify(await searchGroup(owner, { groupId, asked: 'Earth' }))).toContain('Zoe')
  expect(await db().user.count({ where: { name: 'Zoe' } })).toBe(0)
})

test('private notes and answers stay out; a deleted note stays as an empty place while somebody answers it', async () => {
  const [one, other] = [await createCircle(), await createCircle()]
  const group = { id: one.groupId }
  const { text, revision } = await requireChapter('tides', CHAPTER)
  const place = { group, chapter: CHAPTER, chapterRevision: revision, ...describePassage(text, { start: 0, end: 20 }) }
  await createAnnotation({ ...place, creator: { id: one.owner.userId }, body: 'Mine alone.', visibility: 'PRIVATE' })
  const gone = { deletedAt: new Date(), removal: 'WITHDRAWN' as const }
  const annotation = await createAnnotation({ ...place, creator: { id: one.ada.userId }, body: 'Gone.', ...gone })
  await createComment({ group, creator: { id: one.ben.userId }, subject: { annotation }, body: 'Still here.' })
  const path = `/api?${new URLSearchParams({ format: 'json-ld', whose: 'mine' })}`
  const own = await (
    await call(file.GET, { headers: await signedIn({ id: one.owner.userId }), path, params: { groupId: one.groupId } })
  ).text()
  expect(await bring(other, own)).toMatchObject({ standing: 0, secret: 1 })
  expect(await bring(other, await takeOut(one, 'json-ld'))).toMatchObject({ standing: 1, replies: 1 })
  const { items } = await listComments(other.ada, { groupId: other.groupId, chapter: CHAPTER, cursor: null, limit: 50 })
  expect(items.map(({ body, creator }) => [body, creator?.name])).toEqual([['Still here.', 'Ben']])
  expect(await db().annotation.findMany({ where: { groupId: other.groupId }, select: { body: true, creatorName: true } })).toEqual([
    { body: '', creatorName: null },
  ])
})

test('only those who lead bring notes in, and what is no such file, or too much, is refused in words', async () => {
  const circle = await createCircle()
  expect((await send(circle, '[]', 'yes', circle.ada)).status).toBe(403)
  expect((await send(circle, '[]', 'yes', circle.stranger)).status).toBe(404)
  for (const text of ['', 'no JSON', '{}', '[]', '"text"', '{"rows":{}}']) expect((await send(circle, text, 'no')).status, text).toBe(400)
  expect((await send(circle, ' '.repeat(BROUGHT_BYTES + 1), 'no')).status).toBe(413)
  expect(
    await bring(circle, JSON.stringify([foreign('x'.repeat(20_000)), foreign('The Earth', { body: { value: 'y'.repeat(20_000) } })])),
  ).toMatchObject({ standing: 0, sought: 0, unfit: 2 })
})

test('a form brings a file without scripts: looked at first, then stored, and never more than a file may hold', async () => {
  const [from, to] = [await createCircle(), await createCircle()]
  const { groupId, owner } = to
  const { text: words, revision: chapterRevision } = await requireChapter('tides', CHAPTER)
  const passage = { chapter: CHAPTER, chapterRevision, ...describePassage(words, { start: 0, end: 20 }) }
  await createAnnotation({ group: { id: from.groupId }, creator: { id: from.owner.userId }, ...passage, body: 'Taken along.' })
  const text = await takeOut(from, 'json-ld')
  const sendFile = async (file: string, stores?: 'yes') => {
    const fields = new FormData()
    const given = { back: `/groups/${groupId}/brought-notes`, viewer: owner.userId, ...(stores && { stores }) }
    for (const [name, value] of Object.entries(given)) fields.set(name, value)
    fields.set('file', new File([file], 'notes.jsonld', { type: 'application/ld+json' }))
    const headers = await signedIn({ id: owner.userId })
    return sendForm(POST, { headers, path: `/api/groups/${groupId}/brought-notes`, params: { groupId }, fields })
  }
  const count = () => db().annotation.count({ where: { groupId } })
  const looked = await sendFile(text)
  expect(looked).toMatchObject({ status: 303, reply: { done: { standing: 1, stored: false } } })
  expect(await count()).toBe(0)
  expect(await sendFile(text, 'yes')).toMatchObject({ status: 303, reply: { done: { standing: 1, stored: true } } })
  expect(await count()).toBe(1)
  expect((await sendFile('no notes', 'yes')).reply?.refused?.sentence.code).toBe('noNotesInFile')
  const tooMuch = await sendFile('x'.repeat(BROUGHT_BYTES + 20_000), 'yes')
  expect([tooMuch.status, await count()]).toEqual([413, 1])
})
