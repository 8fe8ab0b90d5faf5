import { beforeEach, expect, test } from 'vitest'
import { findGuide } from '#server/content/guides.ts'
import { saveGuide } from '#server/content/imported-guides.ts'
import { db } from '#server/db.ts'
import { listImportedTexts, removeImportedText, updateImportedText } from '#server/import/imported-texts.ts'
import { problemOf } from '#tests/support/circle.ts'
import { asViewer, createGroup, createUser } from '#tests/support/factories.ts'

const GUIDE = [
  '---',
  'title: "A walk: along the river"',
  'summary: "A text in one chapter, as it was brought here."',
  'language: "en"',
  'work: {"title":"A walk: along the river"}',
  'licence: "Free"',
  '---',
  '',
].join('\n')
const CHAPTER = ['---', 'title: "The source"', 'number: 1', '---', '', 'It begins under a stone.', ''].join('\n')

let ada: Awaited<ReturnType<typeof createUser>>
beforeEach(async () => {
  await db().readingGroup.deleteMany()
  ada = await createUser({ name: 'Ada' })
  await db().installationOwner.create({ data: { userId: ada.id } })
  const files = new Map([
    ['guide.md', GUIDE],
    ['01-the-source.md', CHAPTER],
  ])
  await saveGuide(files, { slug: 'river', audience: 'MEMBERS' })
})

test('owners see what was imported, and change its title and its readers', async () => {
  const viewer = asViewer(ada)
  const title = 'The “River”: $& and \\1'
  expect(await updateImportedText(viewer, { guide: 'river', title })).toMatchObject({
    slug: 'river',
    title,
    audience: 'MEMBERS',
    chapters: 1,
  })
  expect(await updateImportedText(viewer, { guide: 'river', audience: 'EVERYONE' })).toMatchObject({ title, audience: 'EVERYONE' })
  expect(await findGuide('river')).toMatchObject({ title, audience: 'EVERYONE', licence: 'Free' })
  expect(await listImportedTexts(viewer)).toEqual([expect.objectContaining({ slug: 'river', groups: 0 })])
  await problemOf(updateImportedText(viewer, { guide: 'tides', audience: 'EVERYONE' }), 'not-found')
})

test('a text is taken away unless a group studies it', async () => {
  const viewer = asViewer(ada)
  const group = await createGroup({ owner: ada, guide: 'river' })
  expect((await problemOf(removeImportedText(viewer, { guide: 'river' }), 'conflict')).message).toMatch(/^textStudied/)
  await db().readingGroup.delete({ where: { id: group.id } })
  await removeImportedText(viewer, { guide: 'river' })
  expect(await listImportedTexts(viewer)).toEqual([])
})

test('nobody but owners sees or changes any of it', async () => {
  const stranger = asViewer(await createUser())
  await problemOf(listImportedTexts(stranger), 'not-found')
  await problemOf(updateImportedText(stranger, { guide: 'river', title: 'Mine now' }), 'not-found')
  await problemOf(removeImportedText(stranger, { guide: 'river' }), 'not-found')
  expect(await findGuide('river')).toMatchObject({ title: 'A walk: along the river' })
})
