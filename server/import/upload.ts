import 'server-only'
import { shownFileName } from '#domain/import/guide/first-settings.ts'
import type { AboutDraft, UploadDraft } from '#domain/import-draft.ts'
import type { Viewer } from '#domain/viewer.ts'
import { listContentGuides } from '#server/content/content-guides.ts'
import { clearOldDrafts } from '#server/import/import-drafts.ts'
import { receiveFile } from '#server/import/receive-file.ts'
import { runJob } from '#server/import/run-job.ts'
import { requireImporter } from '#server/installation.ts'

/**
 * Takes in a file that somebody sends who may, and keeps the text in it as a draft. The file itself is not kept.
 * @throws Problem `not-found` to everyone else; `invalid` or `too-large` with the reason when the file cannot be read
 */
export async function uploadDraft(viewer: Viewer, { id, name }: UploadDraft, { request }: { request: Request }): Promise<AboutDraft> {
  const { isOwner } = await requireImporter(viewer)
  await clearOldDrafts()
  const fileName = shownFileName(name)
  const taken = (await listContentGuides()).map(({ slug }) => slug)
  const keeping = { viewer, id, fileName, taken, audience: isOwner ? ('MEMBERS' as const) : ('GROUPS' as const) }
  await receiveFile(request, fileName, (path) => runJob({ kind: 'upload', source: { path, name: fileName }, keeping }))
  return { draftId: id }
}
