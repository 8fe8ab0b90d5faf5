import { randomUUID } from 'node:crypto'
import { beforeEach, expect, test } from 'vitest'
import type { ImportedText } from '#domain/import/blocks/text.ts'
import { makeChapters } from '#domain/import/chapters.ts'
import { firstSettings } from '#domain/import/guide/first-settings.ts'
import type { DraftSettings } from '#domain/import-draft.ts'
import type { Viewer } from '#domain/viewer.ts'
import { findGuide } from '#server/content/guides.ts'
import { db } from '#server/db.ts'
import { createGroup } from '#server/groups/groups.ts'
import { createPublication } from '#server/import/drafts.ts'
import { createDraft, listDrafts, requireDraft, updateDraft } from '#server/import/import-drafts.ts'
import { listImportedTexts } from '#server/import/imported-texts.ts'
import { findImporter, findInstallation, updateInstallation } from '#server/installation.ts'
import { listTexts } from '#server/texts.ts'
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
  await createDraft(viewer, id, 'ferry.txt', imported, { ...firstSettings(imported, 'ferry.txt', new Set(), 'GROUPS'), slug, ...settings })
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

test('whoever brings a text in publishes it for their groups, and a new edition of it', async () => {
  const slug = slugOf()
  const first = await bring(fred, slug)
  expect((await createPublication(fred, { draftId: first, version: 1, replace: false })).path).toBe(`/texts/${slug}`)
  expect(await findGuide(slug)).toMatchObject({ audience: 'GROUPS' })
  const second = await bring(fred, slug, {}, 'Somebody waits.')
  await createPublication(fred, { draftId: second, version: 1, replace: true })
  await problemOf(listImportedTexts(fred), 'not-found')
})

test('a text for its groups is open to them, to whoever brought it and to owners; to others it is not there', async () => {
  const slug = slugOf()
  await createPublication(fred, { draftId: await bring(fred, slug), version: 1, replace: false })
  const [ruth, group] = [asViewer(await createUser({ name: 'Ruth' })), randomUUID()]
  const opens = async (viewer: Viewer | null) => (await listTexts(viewer)).some((text) => text.slug === slug)
  expect([await opens(fred), await opens(owner), await opens(ruth), await opens(null)]).toEqual([true, true, false, false])
  const wish = (id: string) => ({ id, guide: slug, name: 'Ferry readers' })
  await problemOf(createGroup(ruth, wish(randomUUID())), 'not-found')
  await createGroup(fred, wish(group))
  await db().membership.create({ data: { groupId: group, userId: ruth.userId, role: 'MEMBER' } })
  expect(await opens(ruth)).toBe(true)
})

test('the address of a draft that was published elsewhere opens no text and replaces none', async () => {
  const [theirs, mine] = [slugOf(), slugOf()]
  const ruth = asViewer(await createUser({ name: 'Ruth' }))
  await createPublication(ruth, { draftId: await bring(ruth, theirs), version: 1, replace: false })
  const draftId = await bring(fred, mine)
  await createPublication(fred, { draftId, version: 1, replace: false })
  const { version } = await requireDraft(fred, { draftId })
  const moved = await updateDraft(fred, { draftId, version, settings: { slug: theirs } })
  expect((await listTexts(fred)).map(({ slug }) => slug)).not.toContain(theirs)
  await problemOf(createPublication(fred, { draftId, version: moved.version, replace: true }), 'conflict')
})

test('only an owner opens a text to everyone, and nobody else replaces the text of another', async () => {
  const slug = slugOf()
  for (const audience of ['EVERYONE', 'MEMBERS'] as const) {
    await problemOf(createPublication(fred, { draftId: await bring(fred, slug, { audience }), version: 1, replace: false }), 'forbidden')
  }
  const open = await bring(fred, slug, { audience: 'EVERYONE' })
  const draft = await updateDraft(fred, { draftId: open, version: 1, settings: { audience: 'GROUPS' } })
  await createPublication(fred, { draftId: open, version: draft.version, replace: false })

  const ruth = asViewer(await createUser({ name: 'Ruth' }))
  const theirs = await bring(ruth, slug)
  await problemOf(createPublication(ruth, { draftId: theirs, version: 1, replace: true }), 'conflict')
  await problemOf(requireDraft(ruth, { draftId: open }), 'not-found')
  const byOwner = await bring(owner, slug, { audience: 'EVERYONE' })
  await createPublication(owner, { draftId: byOwner, version: 1, replace: true })
  expect(await findGuide(slug)).toMatchObject({ audience: 'EVERYONE' })
})
