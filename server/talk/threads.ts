import 'server-only'
import { randomUUID } from 'node:crypto'
import type { Visibility } from '#domain/annotation.ts'
import type { Sharing } from '#domain/answer.ts'
import type { LiveEvent } from '#domain/live.ts'
import { notFound } from '#domain/problem.ts'
import type { CreateComment, ThreadSubject } from '#domain/thread.ts'
import type { Viewer } from '#domain/viewer.ts'
import type { Belonging } from '#server/access.ts'
import { db, Prisma, type Tx } from '#server/db.ts'
import { literal } from '#server/json-sql.ts'
import { CHANNEL } from '#server/live/notify.ts'
import type { KeptWords } from '#server/markdown/render.ts'
import { READER, readAs, reading } from '#server/reading.ts'
import { ofEach, type Slots, statement } from '#server/statement.ts'
import { standsOrTalkedAboutSql } from '#server/talk/annotation-rows.ts'
import { requireQuestion } from '#server/talk/questions.ts'
import { deletedMeanwhile } from '#server/talk/talk.ts'
import { answers, notes } from '#server/visibility.ts'

/** `removal`: whether it waits for a facilitator. */
type Written = { id: string; parentId: string | null; removal: 'HELD' | null } & KeptWords

/** What a comment is about as it stood when it was looked at, and what its writing changes besides. */
export type Place = {
  subject: ThreadSubject
  chapter: string
  note: Note | null
  answer: Given | null
  threadId: string | null
  /** Placeholders above it, which come and go with what is said there. */
  above: string[]
}
type Note = { id: string; visibility: Visibility; creatorId: string | null; deleted: boolean }
type Given = {
  id: string
  groupId: string
  chapter: string
  questionId: string
  sharing: Sharing
  creatorId: string | null
  deleted: boolean
}
type Found = {
  known: boolean
  note: (Note & { stands: boolean }) | null
  answer: (Given & { stands: boolean }) | null
  thread_id: string | null
  parent_thread: string | null
  above: string[]
}

/** Whether an answer is there to be spoken of: it stands, or something said about it does. */
const answerStandsSql = (alias: string): Prisma.Sql => Prisma.sql`(${Prisma.raw(alias)}.deleted_at IS NULL OR EXISTS (
  SELECT FROM threads s JOIN comments b ON b.thread_id = s.id WHERE s.answer_id = ${Prisma.raw(alias)}.id AND b.deleted_at IS NULL))`

type Subject = { noteId: string | null; answerId: string | null; questionId: string | null }
const subjectOf = (subject: ThreadSubject): Subject => ({
  noteId: subject.kind === 'annotation' ? subject.annotationId : null,
  answerId: subject.kind === 'answer' ? subject.answerId : null,
  questionId: subject.kind === 'question' ? subject.questionId : null,
})

const PLACE = reading<Found, Subject & Pick<CreateComment, 'id' | 'chapter' | 'parentId'>>(
  (at) => Prisma.sql`
    SELECT EXISTS (SELECT FROM comments WHERE id = ${at.id}::uuid) AS known,
      (SELECT row_to_json(n) FROM (
        SELECT a.id, a.visibility, a.creator_id AS "creatorId", a.deleted_at IS NOT NULL AS deleted, ${standsOrTalkedAboutSql('a')} AS stands
        FROM annotations a WHERE a.id = ${at.noteId}::uuid AND a.group_id = ${READER.groupId} AND a.chapter = ${at.chapter} AND ${notes.seenBySql(READER, 'a')}) n) AS note,
      (SELECT row_to_json(n) FROM (
        SELECT w.id, w.group_id AS "groupId", w.chapter, w.question_id AS "questionId", w.sharing, w.creator_id AS "creatorId",
          w.deleted_at IS NOT NULL AS deleted, ${answerStandsSql('w')} AS stands
        FROM answers w WHERE w.id = ${at.answerId}::uuid AND w.group_id = ${READER.groupId} AND w.chapter = ${at.chapter} AND ${answers.seenBySql(READER, 'w')}) n) AS answer,
      (SELECT t.id FROM threads t WHERE t.group_id = ${READER.groupId}
        AND (t.annotation_id = ${at.noteId}::uuid OR t.answer_id = ${at.answerId}::uuid OR t.chapter = ${at.chapter} AND t.question_id = ${at.questionId})) AS thread_id,
      (SELECT p.thread_id FROM comments p WHERE p.id = ${at.parentId}::uuid AND p.group_id = ${READER.groupId}) AS parent_thread,
      ARRAY(${deletedAboveSql(READER.groupId, at.parentId)})::text[] AS above`,
)

/**
 * Looks at what somebody is about to speak of.
 * @returns null when the comment is there already
 * @throws Problem `not-found` when the member may not see it, or the comment replied to is of another thread; `gone` when it was deleted
 * without a comment
 */
export async function findPlace(
  viewer: Viewer,
  { id, groupId, chapter, subject, parentId, body }: CreateComment,
): Promise<{ member: Belonging; place: Place | null }> {
  const { member, found } = await readAs({ viewer }, PLACE, { id, groupId, chapter, parentId, ...subjectOf(subject) })
  if (found.known) return { member, place: null }
  if (subject.kind === 'question') await requireQuestion(member, chapter, subject.questionId)
  else {
    const about = found.note ?? found.answer
    if (!about) throw notFound()
    if (!about.stands) throw deletedMeanwhile(body)
  }
  if (parentId && (!found.parent_thread || found.parent_thread !== found.thread_id)) throw notFound()
  return {
    member,
    place: { subject, chapter, note: found.note, answer: found.answer, threadId: found.thread_id, above: found.above ?? [] },
  }
}

/** What a comment is about, locked as it was looked at. */
const AS_SEEN: Record<ThreadSubject['kind'], (at: Slots<WritingValues>) => Prisma.Sql> = {
  annotation: (
    at,
  ) => Prisma.sql`FROM annotations a WHERE a.id = ${at.noteId}::uuid AND a.group_id = ${at.groupId}::uuid AND a.chapter = ${at.chapter}
    AND a.visibility = ${at.openness}::"Visibility" AND (a.deleted_at IS NOT NULL) = ${at.deleted} FOR SHARE OF a`,
  answer: (
    at,
  ) => Prisma.sql`FROM answers w WHERE w.id = ${at.answerId}::uuid AND w.group_id = ${at.groupId}::uuid AND w.chapter = ${at.chapter}
    AND w.sharing = ${at.openness}::"Sharing" AND (w.deleted_at IS NOT NULL) = ${at.deleted} FOR SHARE OF w`,
  question: () => Prisma.empty,
}

type WritingValues = Written &
  Subject & { groupId: string; chapter: string; userId: string; threadId: string | null; newThreadId: string; told: string[] } & {
    openness?: Visibility | Sharing
    deleted?: boolean
  }

const WRITING = ofEach(({ kind }: Pick<ThreadSubject, 'kind'>) =>
  statement<{ created_at: Date }, WritingValues>(
    (at) => Prisma.sql`
    WITH subject AS (SELECT 1 ${AS_SEEN[kind](at)}),
    made AS (
      INSERT INTO threads (id, group_id, chapter, annotation_id, answer_id, question_id)
      SELECT ${at.newThreadId}::uuid, ${at.groupId}::uuid, ${at.chapter}, ${at.noteId}::uuid, ${at.answerId}::uuid, ${at.questionId} FROM subject WHERE ${at.threadId}::uuid IS NULL
      ON CONFLICT DO NOTHING RETURNING id
    ),
    place AS (SELECT id FROM made UNION ALL SELECT ${at.threadId}::uuid FROM subject WHERE ${at.threadId}::uuid IS NOT NULL),
    written AS (
      INSERT INTO comments (id, group_id, thread_id, parent_id, creator_id, body, html, renderer, removal, deleted_at)
      SELECT ${at.id}::uuid, ${at.groupId}::uuid, place.id, ${at.parentId}::uuid, ${at.userId}::uuid, ${at.body}, ${at.html}, ${at.renderer}::int, ${at.removal}::"Removal",
        CASE WHEN ${at.removal}::"Removal" IS NOT NULL THEN now() END FROM place
      ON CONFLICT (id) DO NOTHING RETURNING created_at
    )
    SELECT created_at, (SELECT count(pg_notify(${literal(CHANNEL)}, told)) FROM unnest(${at.told}::text[]) told) FROM written`,
  ),
)

/**
 * Writes a comment and tells of it, if what it is about is still as it was looked at; its thread is made when there is none. The annotation
 * stays locked until that is done, so that it cannot become private under a comment.
 * @returns when it was written; null when nothing was
 */
export async function writeComment(
  { groupId, userId }: Belonging,
  said: Written,
  { subject, chapter, note, answer, threadId }: Place,
  events: LiveEvent[],
): Promise<Date | null> {
  const { kind } = subject
  const asSeen = { openness: note?.visibility ?? answer?.sharing, deleted: (note ?? answer)?.deleted }
  const place = { ...subjectOf(subject), ...asSeen, groupId, chapter, userId, threadId, newThreadId: randomUUID() }
  const [written] = await WRITING({ kind })({ ...said, ...place, told: events.map((event) => JSON.stringify(event)) })
  return written?.created_at ?? null
}

/** Deleted comments of a chapter that stay as placeholders, because something below them stands: a SELECT of their ids. */
export const placeholdersSql = (groupId: Prisma.Sql, chapter: Prisma.Sql): Prisma.Sql => Prisma.sql`
  WITH RECURSIVE kept AS (
    SELECT p.id, p.parent_id
    FROM threads h JOIN comments p ON p.thread_id = h.id JOIN comments b ON b.thread_id = p.thread_id AND b.parent_id = p.id
    WHERE h.group_id = ${groupId} AND h.chapter = ${chapter} AND p.deleted_at IS NOT NULL AND b.deleted_at IS NULL
    UNION
    SELECT p.id, p.parent_id FROM kept JOIN comments p ON p.id = kept.parent_id WHERE p.group_id = ${groupId} AND p.deleted_at IS NOT NULL
  )
  SELECT DISTINCT id FROM kept`

/** The same, asked for alone. */
export async function findPlaceholders(groupId: string, chapter: string, tx: Tx = db()): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>(placeholdersSql(Prisma.sql`${groupId}::uuid`, Prisma.sql`${chapter}`))
  return rows.map(({ id }) => id)
}

/** The unbroken line of deleted comments above a place in a thread: they come and go with what is said there. A SELECT of their ids. */
const deletedAboveSql = (groupId: Prisma.Sql, parentId: Prisma.Sql): Prisma.Sql => Prisma.sql`
  WITH RECURSIVE above AS (
    SELECT id, parent_id FROM comments WHERE id = ${parentId}::uuid AND group_id = ${groupId} AND deleted_at IS NOT NULL
    UNION
    SELECT p.id, p.parent_id FROM above JOIN comments p ON p.id = above.parent_id WHERE p.group_id = ${groupId} AND p.deleted_at IS NOT NULL
  )
  SELECT id FROM above`

/** The same, asked for alone. */
export async function listDeletedAbove(tx: Tx, groupId: string, parentId: string | null): Promise<string[]> {
  if (parentId === null) return []
  const rows = await tx.$queryRaw<{ id: string }[]>(deletedAboveSql(Prisma.sql`${groupId}::uuid`, Prisma.sql`${parentId}`))
  return rows.map(({ id }) => id)
}
