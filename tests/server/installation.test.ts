import { randomUUID } from 'node:crypto'
import { beforeEach, expect, test } from 'vitest'
import type { ImportedText } from '#domain/import/blocks/text.ts'
import { makeChapters } from '#domain/import/chapters.ts'
import { firstSettings } from '#domain/import/guide/first-settings.ts'
import type { DraftSettings } from '#domain/import-draft.ts'
import type { Viewer } from '#domain/viewer.ts'
import { findGuide } from '#server/content/guides.ts'
import { db } from '#server/db.ts'
import { createDraft, listDrafts, requireDraft, updateDraft } from '#server/import/import-drafts.ts'
import { listImportedTexts } from '#server/import/imported-texts.ts'
import { publishDraft } from '#server/import/publications.ts'
import { findImporter, findInstallation, updateInstallation } from '#server/installation.ts'
import { problemOf } from '#tests/support/circle.ts'
import { asViewer, createUser } from '#tests/support/factories.ts'

let owner: Viewer
let fred: Viewer
beforeEach(async () => {
  await db().installationSettings.deleteMany()
  const user = await createUser({ name: 'Olga' })
  await db().installationOwner.create({ data: { userId: user.id } })
  owner = asViewer(user)
  fred = asViewer(await createUser({ name: 'Fred' }))
})

function text(words: string): ImportedText {
  const lines = [
    'CHAPTER I',
    '',
    `The ferry goes over every hour. ${words}`,
    '',
    'CHAPTER II',
    '',
    'At night it stays, and nobody is taken over.',
  ]
  const blocks = lines.map((line, at) => ({ kind: 'line' as const, text: line, origin: { line: at + 1 } }))
  return makeChapters({ title: 'The Ferry', creator: null, language: 'en', blocks, contents: [], report: [] })
}

async function bring(viewer: Viewer, slug: string, settings: Partial<DraftSettings> = {}, words = 'Nobody waits.'): Promise<string> {
  const id = randomUUID()
  const imported = text(words)
  await createDraft(viewer, id, 'ferry.txt', imported, { ...firstSettings(imported, 'ferry.txt', new Set()), slug, ...settings })
  return id
}

const slugOf = () => `ferry-${randomUUID().slice(0, 8)}`

test('a private installation lets everyone bring texts in; its owners can keep that to themselves, and nobody else can', async () => {
  expect(await findInstallation()).toEqual({ textsFrom: 'FACILITATORS' })
  expect(await findImporter(fred)).toEqual({ may: true, isOwner: false })
  await problemOf(updateInstallation(fred, { textsFrom: 'OWNERS' }), 'not-found')
  expect(await updateInstallation(owner, { textsFrom: 'OWNERS' })).toEqual({ textsFrom: 'OWNERS' })
  expect(await findImporter(fred)).toEqual({ may: false, isOwner: false })
  expect(await findImporter(owner)).toEqual({ may: true, isOwner: true })
  await problemOf(listDrafts(fred), 'not-found')
})

test('whoever brings a text in publishes it for those who are signed in, and a new edition of it', async () => {
  const slug = slugOf()
  const first = await bring(fred, slug)
  expect((await publishDraft(fred, { draftId: first, version: 1, replace: false })).path).toBe(`/texts/${slug}`)
  expect(await findGuide(slug)).toMatchObject({ audience: 'MEMBERS' })
  const second = await bring(fred, slug, {}, 'Somebody waits.')
  await publishDraft(fred, { draftId: second, version: 1, replace: true })
  await problemOf(listImportedTexts(fred), 'not-found')
})

test('only an owner opens a text to everyone, and nobody else replaces the text of another', async () => {
  const slug = slugOf()
  const open = await bring(fred, slug, { audience: 'EVERYONE' })
  await problemOf(publishDraft(fred, { draftId: open, version: 1, replace: false }), 'forbidden')
  const draft = await updateDraft(fred, { draftId: open, version: 1, settings: { audience: 'MEMBERS' } })
  await publishDraft(fred, { draftId: open, version: draft.version, replace: false })

  const ruth = asViewer(await createUser({ name: 'Ruth' }))
  const theirs = await bring(ruth, slug)
  await problemOf(publishDraft(ruth, { draftId: theirs, version: 1, replace: true }), 'conflict')
  await problemOf(requireDraft(ruth, { draftId: open }), 'not-found')
  const byOwner = await bring(owner, slug, { audience: 'EVERYONE' })
  await publishDraft(owner, { draftId: byOwner, version: 1, replace: true })
  expect(await findGuide(slug)).toMatchObject({ audience: 'EVERYONE' })
})
