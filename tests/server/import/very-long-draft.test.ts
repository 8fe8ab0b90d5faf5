import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import type { ImportedText } from '#domain/import/blocks/text.ts'
import { firstSettings } from '#domain/import/guide/first-settings.ts'
import { SECTIONS_SHOWN } from '#domain/import-draft.ts'
import { db } from '#server/db.ts'
import * as doors from '#server/import/drafts.ts'
import { createCorrection, createDraft, requireDraft } from '#server/import/import-drafts.ts'
import { asViewer, createUser } from '#tests/support/factories.ts'

/** @returns whether a thread was asked for it, and what came of it */
async function inThread<Result>(act: () => Promise<Result>): Promise<[boolean, Result]> {
  const holder = globalThis as { studycircleJob?: unknown }
  delete holder.studycircleJob
  const result = await act()
  return [holder.studycircleJob !== undefined, result]
}

test('a draft of twenty thousand titles makes a page like any other, and can be put right from it', async () => {
  const sections = Array.from({ length: 20_000 }, (_, at) => ({
    part: 'chapter' as const,
    title: `Chapter ${(at % 900) + 1}${at === 1 ? ' of a title without end'.repeat(40_000) : ''}`,
    blocks: [{ kind: 'paragraph' as const, text: `Paragraph ${at} of the sea.`, origin: { line: at + 1 } }],
  }))
  const id = randomUUID()
  const text: ImportedText = { title: 'Titles', creator: null, language: 'en', report: [], sections }
  const user = await createUser({ name: 'Ada' })
  await db().installationOwner.create({ data: { userId: user.id } })
  const ada = asViewer(user)
  await createDraft(ada, id, 'long.txt', text, firstSettings(text, 'long.txt', new Set(), 'MEMBERS'))
  const draft = await requireDraft(ada, { draftId: id })
  expect(draft.sections).toHaveLength(SECTIONS_SHOWN)
  expect(draft.totals).toEqual({ sections: 20_000, chapters: 20_000, paragraphs: 20_000 })
  expect(JSON.stringify(draft).length).toBeLessThan(500_000)
  const first = draft.sections[2]
  expect(first?.alike).toBeGreaterThan(19_000)
  const correction = { kind: 'merge' as const, section: first?.id ?? '', alike: true }
  // The same through the door, where so long a text is opened in a thread and keeps nobody else waiting.
  expect(await inThread(() => doors.requireDraft(ada, { draftId: id }))).toEqual([true, draft])
  const stale = { draftId: id, version: 2, id: randomUUID(), correction: { kind: 'rename' as const, section: 's0', title: 'Other' } }
  const [, refused] = await inThread(() => doors.createCorrection(ada, stale).catch((error: unknown) => error))
  expect(refused).toMatchObject({ kind: 'conflict', sentence: { code: 'draftChanged' }, extra: { current: draft } })
  const joined = await createCorrection(ada, { draftId: id, version: 1, id: randomUUID(), correction })
  expect(joined.totals).toEqual({ sections: 2, chapters: 2, paragraphs: 20_000 })
})

test('a short draft is opened at once, where it is', async () => {
  const text: ImportedText = {
    ...{ title: 'Tides', creator: null, language: 'en', report: [] },
    sections: [{ part: 'chapter', title: 'One', blocks: [{ kind: 'paragraph', text: 'The sea rises.', origin: { line: 1 } }] }],
  }
  const user = await createUser({ name: 'Ada' })
  await db().installationOwner.create({ data: { userId: user.id } })
  const [ada, draftId] = [asViewer(user), randomUUID()]
  await createDraft(ada, draftId, 'tides.txt', text, firstSettings(text, 'tides.txt', new Set(), 'MEMBERS'))
  expect(await inThread(() => doors.requireDraft(ada, { draftId }))).toMatchObject([false, { totals: { chapters: 1 } }])
  const { items } = await doors.listBlocks(ada, { draftId, sectionId: 's0', from: 0 })
  expect(items.map(({ text }) => text)).toEqual(['The sea rises.'])
})
