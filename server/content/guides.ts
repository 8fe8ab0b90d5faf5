import 'server-only'
import type { Chapter, Guide } from '#domain/guide.ts'
import { notFound } from '#domain/problem.ts'
import { findContentGuide, listContentGuides } from '#server/content/content-guides.ts'
import { findImportedGuide, listReadableTexts } from '#server/content/read-imported.ts'

/*
 * Guides of both kinds: those in the folder for guides, which never touch the database, and those that were brought in, which
 * live there. Who may read one of the second kind is for the caller to ask: see `requirePageText`.
 */

/** Every guide of this install, those in the folder first. */
export async function listGuides(): Promise<Guide[]> {
  return [...(await listContentGuides()), ...(await listReadableTexts())]
}

/** The guide with this address, or null. */
export async function findGuide(slug: string): Promise<Guide | null> {
  const read = await findContentGuide(slug)
  return read ? read.guide : ((await findImportedGuide(slug))?.guide ?? null)
}

/** @throws Problem `not-found` when there is no such guide */
export async function requireGuide(slug: string): Promise<Guide> {
  const guide = await findGuide(slug)
  if (!guide) throw notFound()
  return guide
}

/** The chapter with this address in this guide, also a withdrawn one; null when either does not exist. */
export async function findChapter(guide: string, chapter: string): Promise<Chapter | null> {
  const read = await findContentGuide(guide)
  if (read) return read.chapters.find(({ slug }) => slug === chapter) ?? null
  return (await findImportedGuide(guide))?.findChapter(chapter) ?? null
}

/** @throws Problem `not-found` when there is no such chapter */
export async function requireChapter(guide: string, chapter: string): Promise<Chapter> {
  const found = await findChapter(guide, chapter)
  if (!found) throw notFound()
  return found
}
