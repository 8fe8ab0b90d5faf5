import 'server-only'
import type { Guide, GuideItem } from '#domain/guide.ts'
import { guideItem } from '#domain/guide-reading.ts'
import { mayReadText } from '#domain/permissions.ts'
import { accountOf, type Viewer } from '#domain/viewer.ts'
import { isInstallationOwner } from '#server/accounts/owners.ts'
import { listReadableTexts } from '#server/content/read-imported.ts'
import { db } from '#server/db.ts'
import { isOf } from '#server/personas.ts'

/** The imported guides that the viewer may read, by address. */
export async function listTexts(viewer: Viewer | null): Promise<GuideItem[]> {
  return (await openTo(viewer, await listReadableTexts())).map(guideItem)
}

/** Which of these imported guides the viewer may read. */
export async function openTo<Text extends Pick<Guide, 'slug' | 'audience'>>(viewer: Viewer | null, texts: Text[]): Promise<Text[]> {
  const nobody = { isInstallationOwner: false, published: new Set<string | null>(), studied: new Set<string>() }
  const isClosed = texts.some(({ audience }) => audience === 'GROUPS')
  const facts = viewer && isClosed ? await factsOf(viewer) : nobody
  return texts.filter(({ slug, audience }) =>
    mayReadText({
      audience,
      signedIn: viewer !== null,
      isInstallationOwner: facts.isInstallationOwner,
      isPublisher: facts.published.has(slug),
      studiesIt: facts.studied.has(slug),
    }),
  )
}

async function factsOf(viewer: Viewer) {
  const [isOwner, published, groups] = await Promise.all([
    isInstallationOwner(viewer),
    db().importDraft.findMany({
      where: { creatorId: accountOf(viewer), publishedSlug: { not: null } },
      select: { publishedSlug: true },
    }),
    db().membership.findMany({ where: { user: isOf(accountOf(viewer)) }, select: { group: { select: { guide: true } } } }),
  ])
  return {
    isInstallationOwner: isOwner,
    published: new Set(published.map(({ publishedSlug }) => publishedSlug)),
    studied: new Set(groups.map(({ group }) => group.guide)),
  }
}
