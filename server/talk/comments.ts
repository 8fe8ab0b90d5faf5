import 'server-only'
import type { LiveEvent } from '#domain/live.ts'
import type { Page } from '#domain/page.ts'
import type { AboutComment, Comment, CreateComment, ListComments, ThreadSubject, UpdateComment } from '#domain/thread.ts'
import { subjectIdOf } from '#domain/thread-subject.ts'
import { creatorOf, type Viewer } from '#domain/viewer.ts'
import { type Belonging, requireMember } from '#server/access.ts'
import { db, Prisma, type Tx } from '#server/db.ts'
import { literal, objectJson, plainJson, textJson } from '#server/json-sql.ts'
import { announceAnnotation } from '#server/live/announce-annotation.ts'
import { notify } from '#server/live/notify.ts'
import { type Fresh, type KeptWords, keep, staleSql } from '#server/markdown/render.ts'
import { parseCursor } from '#server/page.ts'
import { type Asker, READER } from '#server/reading.ts'
import { ofEach } from '#server/statement.ts'
import { isTalkedAbout } from '#server/talk/annotation-rows.ts'
import { reactionsOf, reactionsSql, WITH_REACTIONS } from '#server/talk/reactions.ts'
import { among, itemReading, pageReading, readOne, readPage } from '#server/talk/read-talk.ts'
import { slowLinks } from '#server/talk/slow-links.ts'
import { asWriter, creatorSql, present, presentSql, type Reader, type Written } from '#server/talk/talk.ts'
import { subjectOf } from '#server/talk/thread-subject.ts'
import { findPlace, findPlaceholders, listDeletedAbove, type Place, placeholdersSql, writeComment } from '#server/talk/threads.ts'
import { seenSql } from '#server/talk/visits.ts'
import { removeWords, repeatedWords, restoreWords, updateWords, type Words } from '#server/talk/words.ts'
import { answers, comments, heardBy, notes, threads, waiting } from '#server/visibility.ts'

const WITH_THREAD = {
  creator: { select: { id: true, name: true } },
  thread: { include: { annotation: true, answer: true } },
  reactions: WITH_REACTIONS,
} satisfies Prisma.CommentInclude
type Row = Prisma.CommentGetPayload<{ include: typeof WITH_THREAD }>
/** How often a comment is tried whose subject changes, or whose thread somebody begins, between the look and the writing. */
const ATTEMPTS = 5
type Thread = Pick<Row['thread'], 'chapter' | 'annotationId' | 'answerId' | 'questionId'>
type Shown = Written & Pick<Row, 'parentId' | 'creator' | 'creatorName' | 'reactions'> & { thread: Thread }

const at = (column: string) => Prisma.raw(`c.${column}`)
const about = (kind: ThreadSubject['kind'], name: string, id: Prisma.Sql) => objectJson({ kind: literal(`"${kind}"`), [name]: id })

/** What a screen needs of each, as JSON. As `toComment`. */
const ITEM = objectJson({
  id: plainJson(at('id')),
  chapter: textJson(at('chapter')),
  subject: Prisma.sql`CASE WHEN c.annotation_id IS NOT NULL THEN ${about('annotation', 'annotationId', plainJson(at('annotation_id')))}
    WHEN c.answer_id IS NOT NULL THEN ${about('answer', 'answerId', plainJson(at('answer_id')))}
    ELSE ${about('question', 'questionId', textJson(Prisma.sql`coalesce(c.question_id, '')`))} END`,
  parentId: plainJson(at('parent_id')),
  creator: Prisma.sql`CASE WHEN c.deleted_at IS NULL OR ${waiting.shownToSql(READER, 'c')} THEN ${creatorSql('c')} ELSE 'null' END`,
  ...presentSql('c', Prisma.sql`reader.seen`),
  reactions: reactionsSql('comment', 'c'),
} satisfies Record<keyof Comment, Prisma.Sql>)

/**
 * The rows of `ITEM` that the reader sees. Placeholders are worked out after the rows are found: the planner would take them for work to be
 * done again for each thread, and read the whole table instead.
 * @param place which of the group's, by its thread `t` or by itself
 */
const listed = (chapter: Prisma.Sql, place: Prisma.Sql) => Prisma.sql`
  SELECT c.id, extract(epoch FROM c.created_at) * 1000 AS key, ${staleSql('c')} AS stale, ${ITEM} AS item
  FROM (
    SELECT c.*, t.chapter, t.annotation_id, t.answer_id, t.question_id
    FROM threads t JOIN comments c ON c.thread_id = t.id LEFT JOIN annotations a ON a.id = t.annotation_id
    WHERE ${place} AND ${threads.seenBySql(READER, 't', 'a')} AND ${comments.inSightOfSql(READER, 'c')} OFFSET 0
  ) c CROSS JOIN LATERAL (SELECT ${seenSql(chapter)} AS seen OFFSET 0) reader
  WHERE (c.deleted_at IS NULL OR ${waiting.shownToSql(READER, 'c')} OR c.id IN (${placeholdersSql(READER.groupId, chapter)}))`

type PageValues = Pick<ListComments, 'groupId' | 'chapter' | 'limit' | 'ids'> & { after?: Date; afterId?: string }
type Which = { isBelowQuestions: boolean; goesOn: boolean; hasIds: boolean }

const PAGES = ofEach(({ isBelowQuestions, goesOn, hasIds }: Which) =>
  pageReading<unknown, PageValues>((at) => {
    const which = isBelowQuestions ? Prisma.sql`AND t.annotation_id IS NULL` : Prisma.empty
    const place = Prisma.sql`t.group_id = ${READER.groupId} AND t.chapter = ${at.chapter} ${which} ${hasIds ? among('c', at.ids) : Prisma.empty}`
    const behind = goesOn ? Prisma.sql`AND (c.created_at, c.id) > (${at.after}::timestamptz, ${at.afterId}::uuid)` : Prisma.empty
    return Prisma.sql`${listed(at.chapter, place)} ${behind} ORDER BY c.created_at, c.id LIMIT ${at.limit}::int + 1`
  }),
)

/** A page of everything said in the threads of a chapter that whoever asks may see, oldest first, as JSON. */
export function readComments(asker: Asker, input: ListComments): Promise<string> {
  return readPlace(asker, input, false)
}

async function readPlace(asker: Asker, input: ListComments, isBelowQuestions: boolean): Promise<string> {
  const { groupId, chapter, limit, ids } = input
  const after = parseCursor(input.cursor, 'moment')
  const page = PAGES({ isBelowQuestions, goesOn: after !== null, hasIds: ids !== undefined })
  const values = { groupId, chapter, limit, ids, ...(after && { after: new Date(after.key), afterId: after.id }) }
  return (await readPage(asker, 'comments', page, values)).text
}

/** The same for a viewer who was found already. */
export async function listComments(viewer: Viewer, input: ListComments): Promise<Page<Comment>> {
  return JSON.parse(await readComments({ viewer }, input))
}

/** Of these only what was said on questions and answers. */
export async function listBelowQuestions(viewer: Viewer, input: ListComments): Promise<Page<Comment>> {
  return JSON.parse(await readPlace({ viewer }, input, true))
}

const ONE = itemReading<AboutComment>((at) =>
  listed(Prisma.sql`c.chapter`, Prisma.sql`c.group_id = ${READER.groupId} AND c.id = ${at.commentId}::uuid`),
)

/** One comment, as JSON. */
export const readComment = (asker: Asker, about: AboutComment): Promise<string> => readOne(asker, 'comments', ONE, about)

/** The same for a viewer who was found already. */
export async function requireComment(viewer: Viewer, about: AboutComment): Promise<Comment> {
  return JSON.parse(await readComment({ viewer }, about))
}

/**
 * Says something about an annotation or a question, or replies. A repeat with the same id and words gives the same comment.
 * @throws Problem `not-found` when the viewer cannot see what it is about, or the comment replied to is of another thread
 */
export async function createComment(viewer: Viewer, input: CreateComment): Promise<Comment> {
  const { id, chapter, subject, parentId, body } = input
  let words: KeptWords | undefined
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const { member, place } = await findPlace(viewer, input)
    if (!place) return repeated(member, await db().comment.findUniqueOrThrow({ where: { id }, include: WITH_THREAD }), input)
    if (!words) await slowLinks(body, member.userId)
    words ??= await keep(body, member.userId)
    // About what they keep to themselves nobody else would hear.
    const isPrivate = (place.note && !notes.isOfGroup(place.note)) || (place.answer && !answers.isShared(place.answer))
    const removal = member.waits && !isPrivate ? ('HELD' as const) : null
    const createdAt = await writeComment(member, { id, parentId, removal, ...words }, place, await eventsOf(member, input, place, removal))
    if (!createdAt) continue
    const creator = { id: member.userId, name: viewer.name }
    const questionId = subject.kind === 'question' ? subject.questionId : null
    const thread = { chapter, annotationId: place.note?.id ?? null, answerId: place.answer?.id ?? null, questionId }
    const standing = {
      version: 1,
      createdAt,
      wordsAt: createdAt,
      editedAt: null,
      deletedAt: removal && createdAt,
      removal,
      reactions: [] as Row['reactions'],
    }
    return toComment(
      { id, parentId, thread, creator, creatorId: creator.id, creatorName: null, ...standing, ...words } as Fresh<Shown>,
      asWriter(member),
    )
  }
  throw new Error('What a comment is about changed each time it was about to be written.')
}

/** What a comment that comes brings along: itself, and the placeholders that it stands below or about. */
async function eventsOf(
  { groupId, userId }: Belonging,
  { id }: CreateComment,
  { chapter, note, answer, above }: Place,
  removal: 'HELD' | null,
): Promise<LiveEvent[]> {
  const audience = comments.audience({ removal, creatorId: userId }, await threads.audience(db(), { annotation: note, answer }))
  const place = { groupId, chapter, ...heardBy(audience) }
  if (removal) return [{ ...place, noun: 'comment', id }]
  const events: LiveEvent[] = [id, ...above].map((id) => ({ ...place, noun: 'comment', id }))
  if (note?.deleted) events.push({ ...place, noun: 'annotation', id: note.id })
  if (answer?.deleted) events.push({ ...place, noun: 'answer', id: answer.id })
  return events
}

function repeated(member: Belonging, row: Row, input: CreateComment): Promise<Comment> {
  const { chapter, annotationId, questionId, answerId } = row.thread
  const asked = subjectIdOf(input.subject)
  const isSamePlace = chapter === input.chapter && (annotationId ?? answerId ?? questionId) === asked && row.parentId === input.parentId
  return repeatedWords(WORDS, member, row, { body: input.body, isSamePlace })
}

export { WORDS as commentWords }

const WORDS: Words<Row, Comment> = {
  table: 'comments',
  about: ({ id, thread, creatorId }) => ({ noun: 'comment', id, chapter: thread.chapter, creatorId, named: true }),
  find: (tx, member, id) =>
    tx.comment.findFirst({ where: { id, groupId: member.groupId, ...comments.seenBy(member) }, include: WITH_THREAD }),
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

type Announced = Pick<Row, 'id' | 'groupId' | 'parentId' | 'creatorId' | 'removal'> & {
  thread: Pick<Row['thread'], 'chapter' | 'annotation' | 'answer'>
}

/**
 * Tells of a comment that came or went, and of the placeholders that come and go with it.
 * @param isGone whether nothing stays of one of them
 */
async function announceComment(tx: Tx, comment: Announced, isGone = (_id: string) => false): Promise<void> {
  const { id, groupId, parentId, thread } = comment
  const { chapter, annotation, answer } = thread
  const changed = [id, ...(await listDeletedAbove(tx, groupId, parentId))]
  const event = { groupId, noun: 'comment' as const, chapter, ...heardBy(comments.audience(comment, await threads.audience(tx, thread))) }
  await notify(tx, ...changed.map((id) => ({ ...event, id, ...(isGone(id) && { removed: true as const }) })))
  if (annotation?.deletedAt) await announceAnnotation(tx, annotation, { isGone: !(await isTalkedAbout(tx, annotation)) })
  // Its placeholder comes and goes with what is said about it.
  if (answer?.deletedAt) await notify(tx, { ...event, noun: 'answer', id: answer.id })
}

function toComment(row: Fresh<Shown>, reader: Reader): Comment {
  const { id, parentId, thread } = row
  const shown = present(row, reader)
  const { chapter } = thread
  const subject = subjectOf(thread)
  return {
    id,
    chapter,
    subject,
    parentId,
    creator: shown.deleted ? null : creatorOf(row),
    ...shown,
    reactions: reactionsOf(row, reader),
  }
}
