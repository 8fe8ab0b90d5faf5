import 'server-only'
import type { TextNumbers } from '#domain/oversight.ts'
import type { Viewer } from '#domain/viewer.ts'
import { requireInstallationOwner } from '#server/accounts/owners.ts'
import { listGuides } from '#server/content/guides.ts'
import { db } from '#server/db.ts'

/**
 * Which texts there are, how large they are, and which groups study each.
 * @throws Problem `not-found` to everyone but owners of the installation
 */
export async function listTextNumbers(viewer: Viewer): Promise<TextNumbers[]> {
  await requireInstallationOwner(viewer)
  const [guides, groups, sizes] = await Promise.all([
    listGuides(),
    db().readingGroup.findMany({ select: { id: true, guide: true }, orderBy: { createdAt: 'desc' } }),
    db().$queryRaw<{ slug: string; bytes: number }[]>`
      SELECT g.slug, (COALESCE((SELECT sum(octet_length(f.body)) FROM imported_files f WHERE f.guide_slug = g.slug), 0)
        + COALESCE((SELECT sum(octet_length(p.chapter)) FROM prepared_chapters p WHERE p.guide_slug = g.slug), 0))::float8 AS bytes
      FROM imported_guides g`,
  ])
  const bytesOf = new Map(sizes.map(({ slug, bytes }) => [slug, bytes]))
  const groupsOf = Map.groupBy(groups, ({ guide }) => guide)
  return guides.map(({ slug, title, address, chapters }) => ({
    ...{ slug, title, address, imported: bytesOf.has(slug), chapters: chapters.length },
    words: chapters.reduce((sum, { words }) => sum + words, 0),
    bytes: bytesOf.get(slug) ?? null,
    groups: (groupsOf.get(slug) ?? []).map(({ id }) => id),
  }))
}
