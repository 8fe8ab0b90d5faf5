import 'server-only'
import { firstSettings, shownFileName } from '#domain/import/guide/first-settings.ts'
import type { AboutDraft, UploadDraft } from '#domain/import-draft.ts'
import type { Viewer } from '#domain/viewer.ts'
import { listContentGuides } from '#server/content/content-guides.ts'
import { clearOldDrafts, createDraft } from '#server/import/import-drafts.ts'
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
  const text = await receiveFile(request, fileName, (path) => runJob({ kind: 'read', path, name: fileName }))
  const taken = new Set((await listContentGuides()).map(({ slug }) => slug))
  await createDraft(viewer, id, fileName, text, firstSettings(text, fileName, taken, isOwner ? 'MEMBERS' : 'GROUPS'))
  return { draftId: id }
}
