import 'server-only'
import { notFound } from '#domain/problem.ts'
import type { ThreadSubject } from '#domain/thread.ts'
import type { AnnotationModel } from '#prisma/generated/models.ts'
import type { Belonging } from '#server/access.ts'
import { db, type Tx } from '#server/db.ts'
import { isTalkedAbout } from '#server/talk/annotation-rows.ts'
import { requireQuestion } from '#server/talk/questions.ts'
import { deletedMeanwhile } from '#server/talk/talk.ts'
import { notes } from '#server/visibility.ts'

/**
 * The thread about something, made when there is none. An annotation stays locked until the transaction ends,
 * so that it cannot become private under a comment.
 * @param yours the comment about to be written, for the refusal
 * @throws Problem `not-found` when the viewer may not see what the thread is about, `gone` when it was deleted without a comment
 */
export async function openThread(
  tx: Tx,
  member: Belonging,
  chapter: string,
  subject: ThreadSubject,
  yours: string,
): Promise<{ id: string; annotation: AnnotationModel | null }> {
  const { groupId } = member
  if (subject.kind === 'question') {
    const { questionId } = subject
    await requireQuestion(member, chapter, questionId)
    await tx.thread.createMany({ data: [{ groupId, chapter, questionId }], skipDuplicates: true })
    const where = { groupId_chapter_questionId: { groupId, chapter, questionId } }
    const { id } = await tx.thread.findUniqueOrThrow({ where, select: { id: true } })
    return { id, annotation: null }
  }
  const { annotationId } = subject
  await tx.$executeRaw`SELECT 1 FROM annotations WHERE id = ${annotationId}::uuid AND group_id = ${groupId}::uuid FOR SHARE`
  const annotation = await tx.annotation.findFirst({ where: { id: annotationId, groupId, chapter, ...notes.seenBy(member) } })
  if (!annotation) throw notFound()
  if (annotation.deletedAt && !(await isTalkedAbout(tx, annotation))) throw deletedMeanwhile(yours)
  await tx.thread.createMany({ data: [{ groupId, chapter, annotationId }], skipDuplicates: true })
  const { id } = await tx.thread.findUniqueOrThrow({ where: { annotationId, groupId }, select: { id: true } })
  return { id, annotation }
}

/** Deleted comments of a chapter that stay as placeholders, because something below them stands. */
export async function findPlaceholders(groupId: string, chapter: string, tx: Tx = db()): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    WITH RECURSIVE kept AS (
      SELECT p.id, p.parent_id
      FROM threads t JOIN comments p ON p.thread_id = t.id JOIN comments c ON c.parent_id = p.id
      WHERE t.group_id = ${groupId}::uuid AND t.chapter = ${chapter} AND p.deleted_at IS NOT NULL AND c.deleted_at IS NULL
      UNION
      SELECT p.id, p.parent_id FROM kept JOIN comments p ON p.id = kept.parent_id
      WHERE p.group_id = ${groupId}::uuid AND p.deleted_at IS NOT NULL
    )
    SELECT DISTINCT id FROM kept`
  return rows.map(({ id }) => id)
}

/** The unbroken line of deleted comments above a place in a thread: they come and go with what is said there. */
export async function listDeletedAbove(tx: Tx, groupId: string, parentId: string | null): Promise<string[]> {
  if (parentId === null) return []
  const rows = await tx.$queryRaw<{ id: string }[]>`
    WITH RECURSIVE above AS (
      SELECT id, parent_id FROM comments WHERE id = ${parentId}::uuid AND group_id = ${groupId}::uuid AND deleted_at IS NOT NULL
      UNION
      SELECT p.id, p.parent_id FROM above JOIN comments p ON p.id = above.parent_id
      WHERE p.group_id = ${groupId}::uuid AND p.deleted_at IS NOT NULL
    )
    SELECT id FROM above`
  return rows.map(({ id }) => id)
}
