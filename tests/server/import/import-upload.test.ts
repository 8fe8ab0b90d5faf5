import { randomUUID } from 'node:crypto'
import { mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { POST as uploadRoute } from '#app/api/import-drafts/route.ts'
import { MOST_BYTES } from '#domain/import-draft.ts'
import { findChapter, findGuide } from '#server/content/guides.ts'
import { db } from '#server/db.ts'
import { createPublication, findPublication } from '#server/import/drafts.ts'
import { listDrafts, requireDraft, updateDraft } from '#server/import/import-drafts.ts'
import { problemOf } from '#tests/support/circle.ts'
import { makeEpub } from '#tests/support/epub.ts'
import { asViewer, createGroup, createUser } from '#tests/support/factories.ts'
import { signedIn } from '#tests/support/request.ts'
import { changeSettings } from '#tests/support/settings.ts'

const DATA_DIR = mkdtempSync(join(tmpdir(), 'studycircle-uploads-'))
changeSettings({ DATA_DIR: DATA_DIR })
afterAll(() => rmSync(DATA_DIR, { recursive: true }))
const leftovers = () => readdirSync(join(DATA_DIR, 'uploads'))

const EPUB = makeEpub({
  title: 'A walk along the river',
  chapters: [
    { title: 'Chapter 1: The source', paragraphs: ['It begins under a stone.', 'A child can step over it.'] },
    { title: 'Chapter 2: The mill', paragraphs: ['Here it turns a wheel.', 'The wheel turns a stone.'] },
  ],
})

type Person = Awaited<ReturnType<typeof createUser>>
let ada: Person
let headers: Record<string, string>
beforeEach(async () => {
  await db().rateLimit.deleteMany()
  await db().installationSettings.deleteMany()
  ada = await createUser({ name: 'Ada' })
  await db().installationOwner.create({ data: { userId: ada.id } })
  headers = await signedIn(ada)
})

type Upload = { name?: string; id?: string; more?: Record<string, string>; signal?: AbortSignal }

function send(body: BodyInit | null, { name = 'river.epub', id = randomUUID(), more = {}, signal }: Upload = {}): Promise<Response> {
  const query = new URLSearchParams({ id, name })
  const init = { method: 'POST', headers: { ...headers, ...more }, body, duplex: 'half', ...(signal && { signal }) }
  return uploadRoute(new Request(`http://localhost:3000/api/import-drafts?${query}`, init as RequestInit), { params: Promise.resolve({}) })
}
const titleOf = async (response: Response) => (await response.json()).title

/** As many bytes as are asked for, a megabyte at a time. */
function stream(bytes: number, { fail = false } = {}): ReadableStream<Uint8Array> {
  let sent = 0
  return new ReadableStream({
    pull(controller) {
      if (sent >= bytes) return fail ? controller.error(new Error('the connection broke')) : controller.close()
      sent += 1_000_000
      controller.enqueue(new Uint8Array(1_000_000).fill(97))
    },
  })
}

test('an EPUB becomes a draft, and nothing of the file is left behind', async () => {
  const id = randomUUID()
  const answer = await send(EPUB, { id })
  expect(answer.status).toBe(201)
  expect(await answer.json()).toEqual({ draftId: id })
  const draft = await requireDraft(asViewer(ada), { draftId: id })
  expect(draft.settings).toMatchObject({ title: 'A walk along the river', slug: 'a-walk-along-the-river', language: 'en' })
  expect(draft.sections.map(({ number, title, paragraphs }) => [number, title, paragraphs])).toEqual([
    [1, 'The source', 2],
    [2, 'The mill', 2],
  ])
  expect(leftovers()).toEqual([])
  expect((await send(EPUB, { id })).status).toBe(201)
  expect(await listDrafts(asViewer(ada))).toHaveLength(1)
})

test('two uploads at once both arrive', async () => {
  const answers = await Promise.all([send(EPUB), send('CHAPTER 1\n\nOne line.\n', { name: 'plain.txt' })])
  expect(answers.map(({ status }) => status)).toEqual([201, 201])
  expect(leftovers()).toEqual([])
})

describe('refused, in words, and nothing is left behind:', () => {
  test.each([
    ['an empty file', Buffer.alloc(0), 'empty.txt', /empty/],
    ['an archive that is none', Buffer.from('PK\x03\x04 and then nothing'), 'book.epub', /./],
    ['a picture', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13]), 'book.txt', /./],
  ])('%s', async (_, bytes, name, words) => {
    const answer = await send(bytes, { name })
    expect(answer.status).toBe(400)
    expect(await titleOf(answer)).toMatch(words)
    expect(leftovers()).toEqual([])
    expect(await listDrafts(asViewer(ada))).toEqual([])
  })

  test('a file that says it is too large is not even read', async () => {
    let pulled = 0
    const body = new ReadableStream(
      {
        pull(controller) {
          pulled += 1
          controller.enqueue(new Uint8Array(1))
        },
      },
      { highWaterMark: 0 },
    )
    const answer = await send(body, { more: { 'content-length': String(MOST_BYTES + 1) } })
    expect(answer.status).toBe(413)
    expect(await titleOf(answer)).toMatch(/50 MB/)
    expect(pulled).toBe(0)
  })

  test('a file that lies about its size is counted', async () => {
    const answer = await send(stream(MOST_BYTES + 5_000_000), { more: { 'content-length': '10' } })
    expect(answer.status).toBe(413)
    expect(leftovers()).toEqual([])
  })

  test('a file that breaks off', async () => {
    const answer = await send(stream(3_000_000, { fail: true }))
    expect(answer.status).toBe(400)
    expect(await titleOf(answer)).toMatch(/didn’t arrive in full/)
    expect(leftovers()).toEqual([])
  })

  test("what another site's page sends", async () => {
    const answer = await send(EPUB, { more: { origin: 'https://evil.example', 'content-type': 'text/plain' } })
    expect(answer.status).toBe(403)
    expect(await db().importDraft.count({ where: { creatorId: ada.id } })).toBe(0)
  })

  test('what anyone but an owner sends, before a byte is read, where only owners bring texts in', async () => {
    await db().installationSettings.create({ data: { textsFrom: 'OWNERS' } })
    headers = await signedIn(await createUser())
    let pulled = 0
    const body = new ReadableStream(
      {
        pull(controller) {
          pulled += 1
          controller.enqueue(new Uint8Array(1))
        },
      },
      { highWaterMark: 0 },
    )
    expect((await send(body)).status).toBe(404)
    expect(pulled).toBe(0)
  })
})

test.each([
  ['#../../etc/passwd', 'passwd'],
  ['C:\\Users\\me\\book.txt', 'book.txt'],
  ['evil\u202Etxt.exe', 'evil txt.exe'],
  ['a\nb\u0000.txt', null],
  [`${'long-'.repeat(150)}.txt`, `${'long-'.repeat(150)}.txt`.slice(-120)],
])('the name %j is shown as %j and leads nowhere', async (name, shown) => {
  const answer = await send('CHAPTER 1\n\nWords.\n', { name })
  if (shown === null) {
    expect(answer.status).toBe(400)
    return
  }
  expect(answer.status).toBe(201)
  expect((await listDrafts(asViewer(ada)))[0]?.fileName).toBe(shown)
  expect(leftovers()).toEqual([])
})

test('what a killed process left is swept up; what is being written is not', async () => {
  const [old, fresh] = ['old', 'fresh'].map((name) => join(DATA_DIR, 'uploads', name))
  for (const folder of [old, fresh]) mkdirSync(folder ?? '', { recursive: true })
  const yesterday = new Date(Date.now() - 24 * 3600 * 1000)
  utimesSync(old ?? '', yesterday, yesterday)
  await send(EPUB)
  expect(leftovers()).toEqual(['fresh'])
  rmSync(fresh ?? '', { recursive: true })
})

describe('publishing', () => {
  test('makes a guide; publishing it again says what changes, and keeps addresses', async () => {
    const viewer = asViewer(ada)
    const { draftId } = await (await send(EPUB)).json()
    expect(await findPublication(viewer, { draftId })).toEqual({ existing: null })
    const slug = `river-${randomUUID().slice(0, 8)}`
    const draft = await updateDraft(viewer, { draftId, version: 1, settings: { slug } })
    expect(await createPublication(viewer, { draftId, version: draft.version, replace: false })).toEqual({ path: `/texts/${slug}` })
    const guide = await findGuide(slug)
    expect(guide).toMatchObject({ title: 'A walk along the river', audience: 'MEMBERS' })
    expect(guide?.chapters.map(({ slug: chapter }) => chapter)).toEqual(['the-source', 'the-mill'])
    expect((await listDrafts(viewer))[0]?.publishedAt).not.toBeNull()

    await createGroup({ owner: ada, guide: slug })
    const longer = makeEpub({
      title: 'A walk along the river',
      chapters: [
        { title: 'Chapter 1: The source', paragraphs: ['It begins under a stone.', 'A frog sits there.', 'A child can step over it.'] },
        { title: 'Chapter 2: The mill', paragraphs: ['Here it turns a wheel.', 'The wheel turns a stone.'] },
        { title: 'Chapter 3: The sea', paragraphs: ['Here it ends.'] },
      ],
    })
    const second = await (await send(longer)).json()
    const again = await updateDraft(viewer, { draftId: second.draftId, version: 1, settings: { slug } })
    expect(await findPublication(viewer, second)).toEqual({
      existing: { title: 'A walk along the river', groups: 1, added: ['The sea'], changed: ['The source'], gone: [] },
    })
    const input = { draftId: second.draftId, version: again.version }
    await problemOf(createPublication(viewer, { ...input, replace: false }), 'conflict')
    await createPublication(viewer, { ...input, replace: true })
    expect((await findChapter(slug, 'the-source'))?.paragraphs.map(({ label }) => label)).toEqual(['1', '1a', '2'])
    expect(await findChapter(slug, 'the-sea')).not.toBeNull()
    expect((await findPublication(viewer, { draftId })).existing).toMatchObject({ added: [], changed: ['The source'], gone: ['The sea'] })
  })

  test('never takes the place of a guide in the folder for guides', async () => {
    const viewer = asViewer(ada)
    const { draftId } = await (await send(EPUB)).json()
    await updateDraft(viewer, { draftId, version: 1, settings: { slug: 'tides' } })
    const refusal = await problemOf(createPublication(viewer, { draftId, version: 2, replace: true }), 'conflict')
    expect(refusal.message).toMatch(/^addressTaken/)
    await problemOf(createPublication(viewer, { draftId, version: 1, replace: true }), 'conflict')
  })
})
