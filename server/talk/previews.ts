import 'server-only'
import type { PreviewWords } from '#domain/preview.ts'
import type { Viewer } from '#domain/viewer.ts'
import { requireMember } from '#server/access.ts'
import { keep } from '#server/markdown/render.ts'

/**
 * What words will look like once they are said. Within the same budget as saying them.
 * @throws Problem `too-large` for words that could not be said either
 */
export async function previewWords(viewer: Viewer, { groupId, body }: PreviewWords): Promise<{ html: string }> {
  const { userId } = await requireMember(viewer, groupId)
  const { html } = await keep(body, userId)
  return { html }
}
