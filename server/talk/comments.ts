import 'server-only'
import type { ListInChapter, Page } from '#domain/page.ts'
import { notFound } from '#domain/problem.ts'
import type { AboutComment, Comment, CreateComment, ThreadSubject, UpdateComment } from '#domain/thread.ts'
import type { Viewer } from '#domain/viewer.ts'
import { type Belonging, requireMember } from '#server/access.ts'
import { db, Prisma, type Tx } from '#server/db.ts'
import { announceAnnotation } from '#server/live/announce-annotation.ts'
import { notify } from '#server/live/notify.ts'
import { type Cursor, pageOf, parseCursor } from '#server/page.ts'
import { isTalkedAbout } from '#server/talk/annotation-rows.ts'
import { present, type Reader } from '#server/talk/talk.ts'
import { findPlaceholders, listDeletedAbove, openThread } from '#server/talk/threads.ts'
import { findReader } from '#server/talk/visits.ts'
import { removeWords, repeatedWords, restoreWords, updateWords, type Words } from '#server/talk/words.ts'
import { heardBy, threads } from '#server/visibility.ts'
import { type Fresh, fresh, freshOne, keep } from '#server/words/render.ts'

const WITH_THREAD = {
  creator: { select: { id: true, name: true } },
  thread: { include: { annotation: true } },
} satisfies Prisma.CommentInclude
type Row = Prisma.CommentGetPayload<{ include: typeof WITH_THREAD }>

/** A page of everything said in the threads of a chapter that the viewer may see, oldest first. */
export async function listComments(viewer: Viewer, { groupId, chapter, cursor, limit }: ListInChapter): Promise<Page<Comment>> {
  const member = await requireMember(viewer, groupId)
  const after = parseCursor(cursor, 'moment')
  const [reader, placeholders] = await Promise.all([findReader(member, chapter), findPlaceholders(groupId, chapter)])
  const shown = await listShown(member, chapter, placeholders, after, limit + 1)
  const orderBy = [{ createdAt: 'asc' as const }, { id: 'asc' as const }]
  const rows = await db().comment.findMany({ where: { groupId, id: { in: shown } }, include: WITH_THREAD, orderBy })
  const cursorOf = (row: Row) => ({ key: row.createdAt.getTime(), id: row.id })
  return pageOf(await fresh('comments', rows), limit, cursorOf, (row) => toComment(row, reader))
}

/** The ids of a page. Placeholders go along as one parameter, since there may be more of them than a query takes parameters. */
async function listShown(member: Belonging, chapter: string, placeholders: string[], after: Cursor | null, limit: number) {
  const { groupId } = member
  const behind = after ? Prisma.sql`AND (c.created_at, c.id) > (${new Date(after.key)}::timestamptz, ${after.id}::uuid)` : Prisma.empty
  const rows = await db().$queryRaw<{ id: string }[]>`
    SELECT c.id FROM threads t JOIN comments c ON c.thread_id = t.id LEFT JOIN annotations a ON a.id = t.annotation_id
    WHERE t.group_id = ${groupId}::uuid AND t.chapter = ${chapter} AND c.group_id = ${groupId}::uuid
      AND ${threads.seenBySql(member, 't', 'a')}
      AND (c.deleted_at IS NULL OR c.id = ANY(${placeholders}::uuid[])) ${behind}
    ORDER BY c.created_at, c.id LIMIT ${limit}`
  return rows.map(({ id }) => id)
}

/** One comment. */
export async function requireComment(viewer: Viewer, { groupId, commentId }: AboutComment): Promise<Comment> {
  const member = await requireMember(viewer, groupId)
  const row = await WORDS.find(db(), member, commentId)
  if (!row) throw notFound()
  if (row.deletedAt && !(await findPlaceholders(groupId, row.thread.chapter)).includes(row.id)) throw notFound()
  return toComment(await freshOne('comments', row), await findReader(member, row.thread.chapter))
}

/**
 * Says something about an annotation or a question, or replies. A repeat with the same id and words gives the same comment.
 * @throws Problem `not-found` when the viewer cannot see what it is about, or the comment replied to is of another thread
 */
export async function createComment(viewer: Viewer, input: CreateComment): Promise<Comment> {
  const member = await requireMember(viewer, input.groupId)
  const { id, groupId, chapter, subject, parentId, body } = input
  const known = await db().comment.findUnique({ where: { id }, include: WITH_THREAD })
  if (known) return repeated(member, known, input)

  const words = await keep(body, member.userId)
  await db().$transaction(async (tx) => {
    const thread = await openThread(tx, member, chapter, subject, body)
    const parent = parentId && (await tx.comment.findFirst({ where: { id: parentId, groupId, threadId: thread.id }, select: { id: true } }))
    if (parentId && !parent) throw notFound()
    const data = { id, groupId, threadId: thread.id, parentId, creatorId: member.userId, ...words }
    const { count } = await tx.comment.createMany({ data: [data], skipDuplicates: true })
    if (count > 0) await announceComment(tx, { ...data, thread: { chapter, annotation: thread.annotation } })
  })
  return repeated(member, await db().comment.findUniqueOrThrow({ where: { id }, include: WITH_THREAD }), input)
}

function repeated(member: Belonging, row: Row, input: CreateComment): Promise<Comment> {
  const { chapter, annotationId, questionId } = row.thread
  const asked = input.subject.kind === 'annotation' ? input.subject.annotationId : input.subject.questionId
  const isSamePlace = chapter === input.chapter && (annotationId ?? questionId) === asked && row.parentId === input.parentId
  return repeatedWords(WORDS, member, row, { body: input.body, isSamePlace })
}

const WORDS: Words<Row, Comment> = {
  table: 'comments',
  find: (tx, member, id) =>
    tx.comment.findFirst({ where: { id, groupId: member.groupId, thread: threads.seenBy(member) }, include: WITH_THREAD }),
  change: async (tx, where, data) => (await tx.comment.updateMany({ where, data })).count,
  // Whoever replies holds a share of the thread's row: no reply comes between the change and the look at what stays.
  lock: (tx, { threadId, groupId }) =>
    tx.$executeRaw`SELECT 1 FROM threads WHERE id = ${threadId}::uuid AND group_id = ${groupId}::uuid FOR UPDATE`,
  announce: (tx, row) => announceComment(tx, row),
  announceGone: async (tx, row, isNews) => {
    const placeholders = new Set(await findPlaceholders(row.groupId, row.thread.chapter, tx))
    if (isNews) await announceComment(tx, row, (id) => !placeholders.has(id))
    return placeholders.has(row.id)
  },
  show: toComment,
}

/**
 * Changes the words of a comment.
 * @throws Problem `conflict` with both texts when the edit started from an older version
 */
export async function updateComment(viewer: Viewer, { groupId, commentId, ...edit }: UpdateComment): Promise<Comment> {
  return updateWords(WORDS, await requireMember(viewer, groupId), commentId, edit)
}

/**
 * Takes a comment back; a day long it can be restored. Doing it twice is harmless.
 * @returns what stays in its place while something below it stands
 */
export async function removeComment(viewer: Viewer, { groupId, commentId }: AboutComment): Promise<Comment | undefined> {
  return removeWords(WORDS, await requireMember(viewer, groupId), commentId)
}

/** Brings back what was taken away. */
export async function restoreComment(viewer: Viewer, { groupId, commentId }: AboutComment): Promise<Comment> {
  return restoreWords(WORDS, await requireMember(viewer, groupId), commentId)
}

type Announced = Pick<Row, 'id' | 'groupId' | 'parentId'> & { thread: { chapter: string; annotation: Row['thread']['annotation'] } }

/**
 * Tells of a comment that came or went, and of the placeholders that come and go with it.
 * @param isGone whether nothing stays of one of them
 */
async function announceComment(tx: Tx, comment: Announced, isGone = (_id: string) => false): Promise<void> {
  const { id, groupId, parentId, thread } = comment
  const { chapter, annotation } = thread
  const changed = [id, ...(await listDeletedAbove(tx, groupId, parentId))]
  const event = { groupId, noun: 'comment' as const, chapter, ...heardBy(threads.audience(thread)) }
  await notify(tx, ...changed.map((id) => ({ ...event, id, ...(isGone(id) && { removed: true as const }) })))
  if (annotation?.deletedAt) await announceAnnotation(tx, annotation, { isGone: !(await isTalkedAbout(tx, annotation)) })
}

function toComment(row: Fresh<Row>, reader: Reader): Comment {
  const { id, parentId, thread, creator, deletedAt } = row
  const { chapter, annotationId } = thread
  const subject: ThreadSubject = annotationId
    ? { kind: 'annotation', annotationId }
    : { kind: 'question', questionId: thread.questionId ?? '' }
  return { id, chapter, subject, parentId, creator: deletedAt ? null : creator, ...present(row, reader) }
}
