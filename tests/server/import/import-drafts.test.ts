import { randomUUID } from 'node:crypto'
import { beforeEach, describe, expect, test } from 'vitest'
import { POST as correctionsRoute } from '#app/api/import-drafts/[draftId]/corrections/route.ts'
import { GET as draftRoute } from '#app/api/import-drafts/[draftId]/route.ts'
import type { ImportedText } from '#domain/import/blocks/text.ts'
import { firstSettings } from '#domain/import/guide/first-settings.ts'
import { DRAFT_DAYS, type Draft, PIECE } from '#domain/import-draft.ts'
import type { Viewer } from '#domain/viewer.ts'
import { db } from '#server/db.ts'
import { listBlocks, listReport } from '#server/import/draft-pieces.ts'
import {
  clearOldDrafts,
  createCorrection,
  createDraft,
  listDrafts,
  removeCorrection,
  removeDraft,
  requireDraft,
  updateDraft,
} from '#server/import/import-drafts.ts'
import { updateInstallation } from '#server/installation.ts'
import { problemOf } from '#tests/support/circle.ts'
import { asViewer, createUser } from '#tests/support/factories.ts'
import { call, signedIn } from '#tests/support/request.ts'

const paragraphs = (from: number, count: number) =>
  Array.from({ length: count }, (_, at) => ({
    kind: 'paragraph' as const,
    text: `Paragraph *${from + at}* of the sea.`,
    origin: { line: 10 * (from + at) },
  }))

function sample(): ImportedText {
  return {
    title: 'Tide tables',
    creator: 'A. Sailor',
    language: 'en-GB',
    sections: [
      { part: 'front', title: 'Preface', blocks: paragraphs(1, 1) },
      { part: 'chapter', title: 'High water', blocks: paragraphs(2, PIECE + 10) },
      { part: 'chapter', title: 'Low water', blocks: paragraphs(100, 2) },
    ],
    report: [
      { kind: 'dropped', origin: { line: 5 }, reason: 'page number', before: '12', after: null },
      ...Array.from({ length: PIECE + 5 }, (_, at) => ({
        kind: 'doubt' as const,
        origin: { line: 10 * (2 + at) + 3 },
        reason: 'a word that looks wrong',
        before: `of the sea`,
        after: null,
      })),
    ],
  }
}

let ada: Viewer
let draftId: string
const owner = async (name: string) => {
  const user = await createUser({ name })
  await db().installationOwner.create({ data: { userId: user.id } })
  return asViewer(user)
}
const upload = async (viewer: Viewer, text = sample()) => {
  const id = randomUUID()
  await createDraft(viewer, id, 'tides.epub', text, firstSettings(text, 'tides.epub', new Set(), 'MEMBERS'))
  return id
}
const correct = async (draft: Draft, correction: object, id = randomUUID()) =>
  createCorrection(ada, { draftId: draft.id, version: draft.version, id, correction } as Parameters<typeof createCorrection>[1])

beforeEach(async () => {
  await db().installationOwner.deleteMany()
  await db().installationSettings.deleteMany()
  ada = await owner('Ada')
  draftId = await upload(ada)
})

test('a draft shows what was found, numbered, and begins with settings from the file', async () => {
  const draft = await requireDraft(ada, { draftId })
  expect(draft.settings).toEqual({
    slug: 'tide-tables',
    title: 'Tide tables',
    language: 'en-GB',
    licence: 'In copyright: to be read here, not passed on',
    audience: 'MEMBERS',
    companion: null,
  })
  expect(draft.sections.map(({ number, title, paragraphs: count }) => [number, title, count])).toEqual([
    [null, 'Preface', 1],
    [1, 'High water', PIECE + 10],
    [2, 'Low water', 2],
  ])
  expect(draft.sections[0]).toMatchObject({ begins: 'Paragraph 1 of the sea.', words: 5 })
  expect(draft.report).toEqual({ dropped: 1, joined: 0, mended: 0, doubt: PIECE + 5 })
})

test('only the owner who uploaded it finds it, and, where others bring no texts in, not for a moment longer than they are one', async () => {
  await updateInstallation(ada, { textsFrom: 'OWNERS' })
  const [ben, stranger] = [await owner('Ben'), asViewer(await createUser())]
  expect(await listDrafts(ben)).toEqual([])
  for (const viewer of [ben, stranger]) {
    await problemOf(requireDraft(viewer, { draftId }), 'not-found')
    await problemOf(listBlocks(viewer, { draftId, sectionId: 's1', from: 0 }), 'not-found')
    await problemOf(listReport(viewer, { draftId, kind: 'doubt', from: 0 }), 'not-found')
    await problemOf(updateDraft(viewer, { draftId, version: 1, settings: { title: 'Mine now' } }), 'not-found')
    await problemOf(removeDraft(viewer, { draftId }), 'not-found')
  }
  await problemOf(listDrafts(stranger), 'not-found')
  await db().installationOwner.deleteMany({ where: { userId: ada.userId } })
  await problemOf(requireDraft(ada, { draftId }), 'not-found')
})

describe('corrections', () => {
  test('are kept in order, told in words, and each undone by itself', async () => {
    const first = randomUUID()
    let draft = await requireDraft(ada, { draftId })
    draft = await correct(draft, { kind: 'rename', section: 's1', title: 'Flood' }, first)
    draft = await correct(draft, { kind: 'split', block: 'b3', title: 'Later' })
    draft = await correct(draft, { kind: 'merge', section: 's2' })
    expect(draft.corrections.map(({ words }) => words)).toEqual([
      'Renamed “High water” to “Flood”',
      'Began “Later” in the middle of “Flood”',
      'Joined “Low water” to “Later”',
    ])
    expect((await requireDraft(ada, { draftId })).sections).toEqual(draft.sections)
    draft = await removeCorrection(ada, { draftId, version: draft.version, correctionId: first })
    expect(draft.sections.map(({ title }) => title)).toEqual(['Preface', 'High water', 'Later'])
    expect(draft.report.mended).toBe(0)
  })

  test('that a later one is about cannot be undone first', async () => {
    const first = randomUUID()
    let draft = await correct(await requireDraft(ada, { draftId }), { kind: 'split', block: 'b3', title: 'Later' }, first)
    draft = await correct(draft, { kind: 'rename', section: 'at-b3', title: 'Much later' })
    const refusal = await problemOf(removeCorrection(ada, { draftId, version: draft.version, correctionId: first }), 'invalid')
    expect(refusal.message).toMatch(/^undoLaterFirst/)
    expect((await requireDraft(ada, { draftId })).version).toBe(draft.version)
  })

  test('sent twice are made once; from an old version they show what the draft is now', async () => {
    const draft = await requireDraft(ada, { draftId })
    const id = randomUUID()
    const once = await correct(draft, { kind: 'rename', section: 's1', title: 'Flood' }, id)
    expect(await correct(draft, { kind: 'rename', section: 's1', title: 'Flood' }, id)).toEqual(once)
    const refusal = await problemOf(correct(draft, { kind: 'rename', section: 's2', title: 'Ebb' }), 'conflict')
    expect(refusal.extra.current).toEqual(once)
  })

  test('made at once from one version: one wins, none is lost without a word', async () => {
    const draft = await requireDraft(ada, { draftId })
    const titles = ['One', 'Two', 'Three', 'Four']
    const outcomes = await Promise.allSettled(titles.map((title) => correct(draft, { kind: 'rename', section: 's1', title })))
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    const now = await requireDraft(ada, { draftId })
    expect(now.version).toBe(2)
    expect(now.corrections).toHaveLength(1)
  })

  test('that cannot be made are refused with the reason, and change nothing', async () => {
    const headers = await signedIn({ id: ada.userId })
    const params = { draftId }
    for (const [correction, words] of [
      [{ kind: 'merge', section: 's0' }, /nothing before this/],
      [{ kind: 'rename', section: 's1', title: ' ' }, /title of two letters/],
      [{ kind: 'rename', section: 's1', title: 'A\u202Eb' }, /invisible/],
      [{ kind: 'edit', block: 'b1', text: 'with \u0000' }, /invalid character/],
      [{ kind: 'explode' }, /./],
    ] as const) {
      const body = { version: 1, id: randomUUID(), correction }
      const answer = await call(correctionsRoute, { method: 'POST', headers, params, body })
      expect(answer.status).toBe(400)
      expect((await answer.json()).title).toMatch(words)
    }
    expect((await (await call(draftRoute, { headers, params })).json()).version).toBe(1)
  })
})

test('settings are saved one by one, and a bad one is refused at its field', async () => {
  const draft = await updateDraft(ada, { draftId, version: 1, settings: { audience: 'EVERYONE' } })
  expect(draft.settings).toMatchObject({ audience: 'EVERYONE', slug: 'tide-tables' })
  const { PATCH } = await import('#app/api/import-drafts/[draftId]/route.ts')
  const headers = await signedIn({ id: ada.userId })
  for (const [settings, field, words] of [
    [{ slug: 'import' }, 'settings.slug', /reserved/],
    [{ slug: '../etc' }, 'settings.slug', /lower-case letters/],
    [{ language: 'English' }, 'settings.language', /code/],
    [{ title: '' }, 'settings.title', /title of two letters/],
  ] as const) {
    const answer = await call(PATCH, { method: 'PATCH', headers, params: { draftId }, body: { version: 2, settings } })
    expect(answer.status).toBe(400)
    expect((await answer.json()).fields[field]).toMatch(words)
  }
})

describe('long lists', () => {
  test('of paragraphs come in pieces', async () => {
    const first = await listBlocks(ada, { draftId, sectionId: 's1', from: 0 })
    expect(first.items).toHaveLength(PIECE)
    expect(first.next).toBe(PIECE)
    expect(first.items[0]).toMatchObject({ text: 'Paragraph *2* of the sea.', plain: 'Paragraph 2 of the sea.', canBegin: false })
    const rest = await listBlocks(ada, { draftId, sectionId: 's1', from: PIECE })
    expect(rest.items).toHaveLength(10)
    expect(rest.items[0]?.canBegin).toBe(true)
    expect(rest.next).toBeNull()
  })

  test('of doubts come in pieces, each with its place, which moves and goes with the text', async () => {
    const { items, next } = await listReport(ada, { draftId, kind: 'doubt', from: 0 })
    expect([items.length, next]).toEqual([PIECE, PIECE])
    expect(items[0]?.place).toMatchObject({ title: 'High water', isCorrected: false, block: { id: 'b1' } })
    let draft = await correct(await requireDraft(ada, { draftId }), { kind: 'split', block: 'b2', title: 'Later' })
    draft = await correct(draft, { kind: 'edit', block: 'b2', text: 'Corrected.' })
    const moved = (await listReport(ada, { draftId, kind: 'doubt', from: 0 })).items
    expect(moved[1]?.place).toMatchObject({ title: 'Later', isCorrected: true, block: { plain: 'Corrected.' } })
    await correct(draft, { kind: 'drop', section: 'at-b2' })
    const left = (await listReport(ada, { draftId, kind: 'doubt', from: 0 })).items
    expect(left.map(({ place }) => place?.title ?? null).slice(0, 3)).toEqual(['High water', null, null])
  })
})

test('what Postgres cannot keep is left out of a text, and nothing else', async () => {
  const text = { ...sample(), title: 'Odd \0 and \uD800 \u{1F30A}' }
  const id = await upload(ada, text)
  const { text: kept } = await db().importDraft.findUniqueOrThrow({ where: { id } })
  expect((kept as unknown as ImportedText).title).toBe('Odd  and \uFFFD \u{1F30A}')
  expect((kept as unknown as ImportedText).sections).toEqual(text.sections)
})

test('a draft that nobody touched for a month loses its text, and says so', async () => {
  const fresh = await upload(ada)
  const old = new Date(Date.now() - (DRAFT_DAYS * 24 + 1) * 3600 * 1000)
  await db().importDraft.update({ where: { id: draftId }, data: { updatedAt: old } })
  await clearOldDrafts()
  const refusal = await problemOf(requireDraft(ada, { draftId }), 'gone')
  expect(refusal.message).toMatch(/^draftCleared/)
  expect((await listDrafts(ada)).map(({ id, cleared }) => [id, cleared])).toEqual([
    [fresh, false],
    [draftId, true],
  ])
  await removeDraft(ada, { draftId })
  expect(await listDrafts(ada)).toHaveLength(1)
})
