import 'server-only'
import type { InGroup } from '#domain/group.ts'
import type { Viewer } from '#domain/viewer.ts'
import type { ChapterActivity, UpdateVisit } from '#domain/visit.ts'
import { type Belonging, requireMember } from '#server/access.ts'
import { requireChapter } from '#server/content/guides.ts'
import { db, Prisma } from '#server/db.ts'
import { READER } from '#server/reading.ts'
import type { Reader } from '#server/talk/talk.ts'
import { answers, notes, questions, threads } from '#server/visibility.ts'

/** A member as a reader of one chapter's talk. */
export async function findReader({ userId, role, groupId }: Belonging, chapter: string): Promise<Reader> {
  const where = { groupId_userId_chapter: { groupId, userId, chapter } }
  const visit = await db().visit.findUnique({ where, select: { seenAt: true } })
  return { userId, role, seenAt: visit?.seenAt ?? null }
}

/** The same inside a statement of `readAs`: when the member last looked at a chapter. */
export const seenAtSql = (chapter: Prisma.Sql): Prisma.Sql => Prisma.sql`
  (SELECT v.seen_at FROM visits v WHERE v.group_id = ${READER.groupId} AND v.user_id = ${READER.userId} AND v.chapter = ${chapter})`

/** Notes that the viewer has seen everything said about a chapter until it came into sight. */
export async function updateVisit(viewer: Viewer, { groupId, chapter, inSightFor = 0 }: UpdateVisit): Promise<void> {
  const member = await requireMember(viewer, groupId)
  await requireChapter(member.guide, chapter)
  const { userId } = viewer
  const seenAt = new Date(Date.now() - inSightFor)
  // Another window may have seen more.
  await db().$executeRaw`
    INSERT INTO visits (group_id, user_id, chapter, seen_at) VALUES (${groupId}::uuid, ${userId}::uuid, ${chapter}, ${seenAt})
    ON CONFLICT (group_id, user_id, chapter) DO UPDATE SET seen_at = GREATEST(visits.seen_at, EXCLUDED.seen_at)`
}

/**
 * Everything said that a person may see in their groups, one row a saying.
 * @param groups which of them, as a condition on `memberships m`
 */
function sayings(userId: string, groups: Prisma.Sql): Prisma.Sql {
  const member = { userId, role: Prisma.sql`m.role` }
  const belonging = Prisma.sql`m.user_id = ${userId}::uuid AND ${groups}`
  return Prisma.sql`
    SELECT 'annotation' AS noun, a.group_id, a.chapter, a.creator_id, a.words_at
    FROM annotations a JOIN memberships m ON m.group_id = a.group_id
    WHERE ${belonging} AND a.deleted_at IS NULL AND ${notes.seenBySql(member, 'a')}
    UNION ALL
    SELECT 'answer', w.group_id, w.chapter, w.creator_id, w.words_at
    FROM answers w JOIN memberships m ON m.group_id = w.group_id
    WHERE ${belonging} AND w.deleted_at IS NULL AND ${answers.seenBySql(member, 'w')}
    UNION ALL
    SELECT 'question', q.group_id, q.chapter, q.creator_id, q.words_at
    FROM group_questions q JOIN memberships m ON m.group_id = q.group_id
    WHERE ${belonging} AND q.deleted_at IS NULL AND q.status <> 'DECLINED' AND ${questions.seenBySql(member, 'q')}
    UNION ALL
    SELECT 'comment', c.group_id, t.chapter, c.creator_id, c.words_at
    FROM comments c JOIN memberships m ON m.group_id = c.group_id
      JOIN threads t ON t.id = c.thread_id LEFT JOIN annotations a ON a.id = t.annotation_id
    WHERE ${belonging} AND c.deleted_at IS NULL AND ${threads.seenBySql(member, 't', 'a')}`
}

const isUnread = (userId: string) =>
  Prisma.sql`s.creator_id IS DISTINCT FROM ${userId}::uuid AND (v.seen_at IS NULL OR s.words_at > v.seen_at)`

const withVisits = (userId: string) =>
  Prisma.sql`LEFT JOIN visits v ON v.group_id = s.group_id AND v.chapter = s.chapter AND v.user_id = ${userId}::uuid`

/** How much was said about each chapter, and how much of it the viewer has not seen; chapters without a word are left out. */
export async function listActivity(viewer: Viewer, { groupId }: InGroup): Promise<ChapterActivity[]> {
  const { userId } = await requireMember(viewer, groupId)
  return db().$queryRaw<ChapterActivity[]>`
    SELECT s.chapter,
      (count(*) FILTER (WHERE s.noun = 'annotation'))::int AS annotations,
      (count(*) FILTER (WHERE s.noun = 'answer'))::int AS answers,
      (count(*) FILTER (WHERE s.noun = 'comment'))::int AS comments,
      (count(*) FILTER (WHERE ${isUnread(userId)}))::int AS unread
    FROM (${sayings(userId, Prisma.sql`m.group_id = ${groupId}::uuid`)}) s ${withVisits(userId)}
    GROUP BY s.chapter ORDER BY s.chapter`
}

/** How much the viewer has not seen in each of their groups; groups without anything unread are left out. */
export async function countUnread(viewer: Viewer): Promise<Map<string, number>> {
  const { userId } = viewer
  const rows = await db().$queryRaw<{ groupId: string; unread: number }[]>`
    SELECT s.group_id AS "groupId", count(*)::int AS unread
    FROM (${sayings(userId, Prisma.sql`TRUE`)}) s ${withVisits(userId)}
    WHERE ${isUnread(userId)} GROUP BY s.group_id`
  return new Map(rows.map(({ groupId, unread }) => [groupId, unread]))
}
