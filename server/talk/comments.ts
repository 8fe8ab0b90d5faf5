import 'server-only'
import type { ListInChapter, Page } from '#domain/page.ts'
import { mayEditWords, mayRemoveWords } from '#domain/permissions.ts'
import { notFound } from '#domain/problem.ts'
import type { AboutComment, Comment, CreateComment, ThreadSubject, UpdateComment } from '#domain/thread.ts'
import type { Viewer } from '#domain/viewer.ts'
import { requireMember, requireRight } from '#server/access.ts'
import { db, Prisma, type Tx } from '#server/db.ts'
import { notify } from '#server/live/notify.ts'
import { type Cursor, pageOf, parseCursor } from '#server/page.ts'
import { announce, isTalkedAbout } from '#server/talk/annotation-rows.ts'
import { deletedMeanwhile, idTaken, present, type Reader, requireRestorable, staleEdit } from '#server/talk/talk.ts'
import { findPlaceholders, listDeletedAbove, openThread, threadVisibleTo } from '#server/talk/threads.ts'
import { findReader } from '#server/talk/visits.ts'

const WITH_THREAD = {
  creator: { select: { id: true, name: true } },
  thread: { include: { annotation: true } },
} satisfies Prisma.CommentInclude
type Row = Prisma.CommentGetPayload<{ include: typeof WITH_THREAD }>

/** A page of everything said in the threads of a chapter that the viewer may see, oldest first. */
export async function listComments(viewer: Viewer, { groupId, chapter, cursor, limit }: ListInChapter): Promise<Page<Comment>> {
  const { userId } = await requireMember(viewer, groupId)
  const after = parseCursor(cursor)
  const [reader, placeholders] = await Promise.all([findReader(userId, groupId, chapter), findPlaceholders(groupId, chapter)])
  const shown = await listShown({ groupId, chapter, userId }, placeholders, after, limit + 1)
  const orderBy = [{ createdAt: 'asc' as const }, { id: 'asc' as const }]
  const rows = await db().comment.findMany({ where: { groupId, id: { in: shown } }, include: WITH_THREAD, orderBy })
  const cursorOf = (row: Row) => ({ key: row.createdAt.getTime(), id: row.id })
  return pageOf(rows, limit, cursorOf, (row) => toComment(row, reader))
}

type Place = { groupId: string; chapter: string; userId: string }

/** The ids of a page. Placeholders go along as one parameter, since there may be more of them than a query takes parameters. */
async function listShown({ groupId, chapter, userId }: Place, placeholders: string[], after: Cursor | null, limit: number) {
  const behind = after ? Prisma.sql`AND (c.created_at, c.id) > (${new Date(after.key)}::timestamptz, ${after.id}::uuid)` : Prisma.empty
  const rows = await db().$queryRaw<{ id: string }[]>`
    SELECT c.id FROM threads t JOIN comments c ON c.thread_id = t.id LEFT JOIN annotations a ON a.id = t.annotation_id
    WHERE t.group_id = ${groupId}::uuid AND t.chapter = ${chapter} AND c.group_id = ${groupId}::uuid
      AND (a.id IS NULL OR a.visibility = 'GROUP' OR a.creator_id = ${userId}::uuid)
      AND (c.deleted_at IS NULL OR c.id = ANY(${placeholders}::uuid[])) ${behind}
    ORDER BY c.created_at, c.id LIMIT ${limit}`
  return rows.map(({ id }) => id)
}

/** One comment. */
export async function requireComment(viewer: Viewer, { groupId, commentId }: AboutComment): Promise<Comment> {
  const { userId } = await requireMember(viewer, groupId)
  const row = await db().comment.findFirst({
    where: { id: commentId, groupId, thread: threadVisibleTo(userId) },
    include: WITH_THREAD,
  })
  if (!row) throw notFound()
  if (row.deletedAt && !(await findPlaceholders(groupId, row.thread.chapter)).includes(row.id)) throw notFound()
  return toComment(row, await findReader(userId, groupId, row.thread.chapter))
}

/**
 * Says something about an annotation or a question, or replies. A repeat with the same id and words gives the same comment.
 * @throws Problem `not-found` when the viewer cannot see what it is about, or the comment replied to is of another thread
 */
export async function createComment(viewer: Viewer, input: CreateComment): Promise<Comment> {
  const member = await requireMember(viewer, input.groupId)
  const { id, groupId, chapter, subject, parentId, body } = input
  const known = await db().comment.findUnique({ where: { id }, include: WITH_THREAD })
  if (known) return repeated(known, input, member.userId)

  await db().$transaction(async (tx) => {
    const thread = await openThread(tx, member, chapter, subject, body)
    const parent = parentId && (await tx.comment.findFirst({ where: { id: parentId, groupId, threadId: thread.id }, select: { id: true } }))
    if (parentId && !parent) throw notFound()
    const data = { id, groupId, threadId: thread.id, parentId, creatorId: member.userId, body }
    const { count } = await tx.comment.createMany({ data: [data], skipDuplicates: true })
    if (count > 0) await announceComment(tx, { ...data, thread: { chapter, annotation: thread.annotation } })
  })
  return repeated(await db().comment.findUniqueOrThrow({ where: { id }, include: WITH_THREAD }), input, member.userId)
}

/** The comment that an id already names, if it is the one that was sent. */
function repeated(row: Row, input: CreateComment, userId: string): Comment {
  if (row.creatorId !== userId || row.groupId !== input.groupId) throw notFound()
  const { chapter, annotationId, questionId } = row.thread
  const asked = input.subject.kind === 'annotation' ? input.subject.annotationId : input.subject.questionId
  const samePlace = chapter === input.chapter && (annotationId ?? questionId) === asked && row.parentId === input.parentId
  // Once edited, the first words are not known any more.
  if (!samePlace || (row.version === 1 && row.body !== input.body)) throw idTaken()
  return toComment(row, { userId, seenAt: null })
}

/**
 * Changes the words of a comment.
 * @throws Problem `conflict` with both texts when the edit started from an older version
 */
export async function updateComment(viewer: Viewer, input: UpdateComment): Promise<Comment> {
  const { userId } = await requireMember(viewer, input.groupId)
  const { commentId: id, groupId, version, body } = input
  const own = await requireOwn(input, userId, (isCreator) => mayEditWords({ isCreator }))
  if (own.deletedAt) throw deletedMeanwhile(body)
  if (own.body === body) return toComment(own, { userId, seenAt: null })
  const saved = await db().$transaction(async (tx) => {
    const where = { id, groupId, version, deletedAt: null }
    const { count } = await tx.comment.updateMany({ where, data: { body, editedAt: new Date(), version: version + 1 } })
    if (count > 0) await notify(tx, { groupId, noun: 'comment', id, chapter: own.thread.chapter, ...secretOf(own) })
    return count > 0
  })
  const row = await db().comment.findFirstOrThrow({ where: { id, groupId }, include: WITH_THREAD })
  if (saved || (row.body === body && !row.deletedAt)) return toComment(row, { userId, seenAt: null })
  throw row.deletedAt ? deletedMeanwhile(body) : staleEdit(row, body)
}

/**
 * Takes a comment back; a day long it can be restored. Doing it twice is harmless.
 * @returns what stays in its place while something below it stands
 */
export async function removeComment(viewer: Viewer, input: AboutComment): Promise<Comment | undefined> {
  const { userId } = await requireMember(viewer, input.groupId)
  const row = await requireOwn(input, userId, (isCreator) => mayRemoveWords({ isCreator }))
  const where = { id: row.id, groupId: input.groupId, deletedAt: null }
  const deletedAt = row.deletedAt ?? new Date()
  return db().$transaction(async (tx) => {
    // Whoever replies holds a share of the thread's row: no reply comes between the change and the look at what stays.
    await tx.$executeRaw`SELECT 1 FROM threads WHERE id = ${row.threadId}::uuid AND group_id = ${input.groupId}::uuid FOR UPDATE`
    const { count } = await tx.comment.updateMany({ where, data: { deletedAt } })
    const placeholders = new Set(await findPlaceholders(input.groupId, row.thread.chapter, tx))
    if (count > 0) await announceComment(tx, row, (id) => !placeholders.has(id))
    return placeholders.has(row.id) ? toComment({ ...row, deletedAt }, { userId, seenAt: null }) : undefined
  })
}

/**
 * Brings back what its creator deleted.
 * @throws Problem `gone` after a day
 */
export async function restoreComment(viewer: Viewer, input: AboutComment): Promise<Comment> {
  const { userId } = await requireMember(viewer, input.groupId)
  const row = await requireOwn(input, userId, (isCreator) => mayRemoveWords({ isCreator }))
  const { deletedAt } = row
  if (deletedAt) {
    requireRestorable({ ...row, deletedAt }, userId)
    await db().$transaction(async (tx) => {
      await tx.comment.update({ where: { id: row.id, groupId: input.groupId }, data: { deletedAt: null } })
      await announceComment(tx, row)
    })
  }
  return toComment({ ...row, deletedAt: null }, { userId, seenAt: null })
}

/** As for annotations: somebody else's is forbidden, what the viewer cannot see is not found. */
async function requireOwn({ groupId, commentId }: AboutComment, userId: string, rule: (isCreator: boolean) => boolean): Promise<Row> {
  const where = { id: commentId, groupId, thread: threadVisibleTo(userId) }
  const row = await db().comment.findFirst({ where, include: WITH_THREAD })
  const isCreator = row?.creatorId === userId
  if (!row || (row.deletedAt && !isCreator)) throw notFound()
  requireRight(rule(isCreator), 'Only the person who wrote this can change or delete it.')
  return row
}

type Announced = Pick<Row, 'id' | 'groupId' | 'parentId'> & { thread: { chapter: string; annotation: Row['thread']['annotation'] } }

/** On a private annotation only its creator hears of what is said there. */
const secretOf = ({ thread: { annotation } }: Pick<Announced, 'thread'>) =>
  annotation?.visibility === 'PRIVATE' ? { onlyFor: annotation.creatorId } : {}

/**
 * Tells of a comment that came or went, and of the placeholders that come and go with it.
 * @param isGone whether nothing stays of one of them
 */
async function announceComment(tx: Tx, comment: Announced, isGone = (_id: string) => false): Promise<void> {
  const { id, groupId, parentId, thread } = comment
  const { chapter, annotation } = thread
  const changed = [id, ...(await listDeletedAbove(tx, groupId, parentId))]
  const event = { groupId, noun: 'comment' as const, chapter, ...secretOf(comment) }
  await notify(tx, ...changed.map((id) => ({ ...event, id, ...(isGone(id) && { removed: true as const }) })))
  if (annotation?.deletedAt) await announce(tx, annotation, annotation.visibility === 'PRIVATE', !(await isTalkedAbout(tx, annotation)))
}

function toComment(row: Row, reader: Reader): Comment {
  const { id, parentId, thread, creator, deletedAt } = row
  const { chapter, annotationId } = thread
  const subject: ThreadSubject = annotationId
    ? { kind: 'annotation', annotationId }
    : { kind: 'question', questionId: thread.questionId ?? '' }
  return { id, chapter, subject, parentId, creator: deletedAt ? null : creator, ...present(row, reader) }
}
