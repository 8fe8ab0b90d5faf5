import 'server-only'
import type { GuideItem } from '#domain/guide.ts'
import { guideItem } from '#domain/guide-reading.ts'
import { mayReadText } from '#domain/permissions.ts'
import type { Viewer } from '#domain/viewer.ts'
import { listReadableTexts } from '#server/content/read-imported.ts'

/** The imported guides that the viewer may read, by address. */
export async function listTexts(viewer: Viewer | null): Promise<GuideItem[]> {
  const guides = await listReadableTexts()
  return guides.filter(({ audience }) => mayReadText({ audience, signedIn: viewer !== null })).map(guideItem)
}
