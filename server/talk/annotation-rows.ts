import 'server-only'
import type { Prisma, Tx } from '#server/db.ts'
import { notify } from '#server/live/notify.ts'

/** The rule `maySee` as a filter: goes into every `where` that lists annotations. */
export const visibleTo = (userId: string) =>
  ({ OR: [{ visibility: 'GROUP' }, { creatorId: userId }] }) satisfies Prisma.AnnotationWhereInput

/** A deleted annotation stays as a placeholder while somebody's comment on it stands. */
export const DELETED_BUT_TALKED_ABOUT = {
  deletedAt: { not: null },
  thread: { comments: { some: { deletedAt: null } } },
} satisfies Prisma.AnnotationWhereInput

/** Whether somebody's comment on an annotation stands. */
export async function isTalkedAbout(tx: Tx, { id, groupId }: { id: string; groupId: string }): Promise<boolean> {
  const where = { groupId, deletedAt: null, thread: { annotationId: id } }
  return (await tx.comment.findFirst({ where, select: { id: true } })) !== null
}

type Announced = { id: string; groupId: string; chapter: string; creatorId: string }

/** Tells the group, or only the creator, that an annotation changed, or that it is gone for everybody. */
export async function announce(tx: Tx, row: Announced, isPrivate: boolean, isGone = false): Promise<void> {
  const { id, groupId, chapter, creatorId } = row
  const more = { ...(isPrivate && { onlyFor: creatorId }), ...(isGone && { removed: true as const }) }
  await notify(tx, { groupId, noun: 'annotation', id, chapter, ...more })
}
