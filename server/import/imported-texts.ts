import 'server-only'
import type { AboutImportedText, ImportedTextItem, UpdateImportedText } from '#domain/imported-text.ts'
import { notFound } from '#domain/problem.ts'
import type { Viewer } from '#domain/viewer.ts'
import { requireInstallationOwner } from '#server/accounts/owners.ts'
import { listImportedGuides, removeGuide, updateGuide } from '#server/content/imported-guides.ts'

/** Every text that was imported into this installation, by address; also those whose owner is another. */
export async function listImportedTexts(viewer: Viewer): Promise<ImportedTextItem[]> {
  await requireInstallationOwner(viewer)
  return listImportedGuides()
}

/**
 * Changes who may read a text, or its title. What is not given stays.
 * @throws Problem `not-found` to everyone but owners, and when there is no such text
 */
export async function updateImportedText(viewer: Viewer, { guide, ...change }: UpdateImportedText): Promise<ImportedTextItem> {
  await requireInstallationOwner(viewer)
  await updateGuide(guide, change)
  const item = (await listImportedGuides()).find(({ slug }) => slug === guide)
  if (!item) throw notFound()
  return item
}

/**
 * Takes a text away.
 * @throws Problem `not-found` to everyone but owners, and when there is no such text; `conflict` while a group studies it
 */
export async function removeImportedText(viewer: Viewer, { guide }: AboutImportedText): Promise<void> {
  await requireInstallationOwner(viewer)
  await removeGuide(guide)
}
