import 'server-only'
import type { Visibility } from '#domain/annotation.ts'
import type { Tx } from '#server/db.ts'
import { notify } from '#server/live/notify.ts'
import { heardBy, notes } from '#server/visibility.ts'

type Announced = {
  id: string
  groupId: string
  chapter: string
  creatorId: string | null
  visibility: Visibility
  removal?: 'WITHDRAWN' | 'MODERATED' | 'HELD' | null
}

/**
 * Tells whoever sees it that an annotation changed, or that it is gone for everybody.
 * @param before who saw it until now, where that changes
 */
export async function announceAnnotation(
  tx: Tx,
  row: Announced,
  { isGone = false, before = row }: { isGone?: boolean; before?: Announced } = {},
): Promise<void> {
  const { id, groupId, chapter } = row
  const audience = heardBy(notes.audience(row), notes.audience(before))
  await notify(tx, { groupId, noun: 'annotation', id, chapter, ...audience, ...(isGone && { removed: true as const }) })
}
