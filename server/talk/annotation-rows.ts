import 'server-only'
import type { Belonging } from '#server/access.ts'
import { db, Prisma, type Tx } from '#server/db.ts'
import { notes } from '#server/visibility.ts'

/** A deleted annotation stays as a placeholder while somebody's comment on it stands. */
export const DELETED_BUT_TALKED_ABOUT = {
  deletedAt: { not: null },
  thread: { comments: { some: { deletedAt: null } } },
} satisfies Prisma.AnnotationWhereInput

/** The same in SQL, for rows of `annotations`; also those that stand. */
export const standsOrTalkedAboutSql = (alias: string): Prisma.Sql => Prisma.sql`(${Prisma.raw(alias)}.deleted_at IS NULL OR EXISTS (
  SELECT FROM threads d JOIN comments e ON e.thread_id = d.id WHERE d.annotation_id = ${Prisma.raw(alias)}.id AND e.deleted_at IS NULL))`

/** A list of ids is quicker than asking of each row again, but a query takes 32,767 parameters at most. */
const MOST_IDS = 30_000

/** A filter for annotations that is worked out once for the query that it stands in, unless there are too many that fit. */
export async function workedOut(where: Prisma.AnnotationWhereInput): Promise<Prisma.AnnotationWhereInput> {
  const rows = await db().annotation.findMany({ where, select: { id: true }, take: MOST_IDS + 1 })
  return rows.length > MOST_IDS ? where : { id: { in: rows.map(({ id }) => id) } }
}

/** Whether somebody's comment on an annotation stands. */
export async function isTalkedAbout(tx: Tx, { id, groupId }: { id: string; groupId: string }): Promise<boolean> {
  const where = { groupId, deletedAt: null, thread: { annotationId: id } }
  return (await tx.comment.findFirst({ where, select: { id: true } })) !== null
}

/** Whether a member has marked anything in the group that still stands. */
export async function hasMarked(member: Belonging): Promise<boolean> {
  const where = { groupId: member.groupId, deletedAt: null, creatorId: member.userId, ...notes.openTo(member) }
  return (await db().annotation.findFirst({ where, select: { id: true } })) !== null
}
