import 'server-only'
import type { InGroup } from '#domain/group.ts'
import type { Viewer } from '#domain/viewer.ts'
import type { ChapterActivity, UpdateVisit } from '#domain/visit.ts'
import { requireMember } from '#server/access.ts'
import { requireChapter } from '#server/content/guides.ts'
import { db, Prisma } from '#server/db.ts'
import type { Reader } from '#server/talk/talk.ts'

/** The viewer as a reader of one chapter's talk. */
export async function findReader(userId: string, groupId: string, chapter: string): Promise<Reader> {
  const where = { groupId_userId_chapter: { groupId, userId, chapter } }
  const visit = await db().visit.findUnique({ where, select: { seenAt: true } })
  return { userId, seenAt: visit?.seenAt ?? null }
}

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

/** Everything said in some groups that a person may see, one row a saying. */
function sayings(userId: string, groups: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`
    SELECT 'annotation' AS noun, group_id, chapter, creator_id, updated_at FROM annotations
    WHERE group_id IN (${groups}) AND deleted_at IS NULL AND (visibility = 'GROUP' OR creator_id = ${userId}::uuid)
    UNION ALL
    SELECT 'answer', group_id, chapter, creator_id, updated_at FROM answers
    WHERE group_id IN (${groups}) AND deleted_at IS NULL
    UNION ALL
    SELECT 'question', group_id, chapter, creator_id, updated_at FROM group_questions
    WHERE group_id IN (${groups}) AND deleted_at IS NULL AND status <> 'DECLINED'
    UNION ALL
    SELECT 'comment', c.group_id, t.chapter, c.creator_id, c.updated_at
    FROM comments c JOIN threads t ON t.id = c.thread_id LEFT JOIN annotations a ON a.id = t.annotation_id
    WHERE c.group_id IN (${groups}) AND c.deleted_at IS NULL
      AND (a.id IS NULL OR a.visibility = 'GROUP' OR a.creator_id = ${userId}::uuid)`
}

const isUnread = (userId: string) => Prisma.sql`s.creator_id <> ${userId}::uuid AND (v.seen_at IS NULL OR s.updated_at > v.seen_at)`

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
    FROM (${sayings(userId, Prisma.sql`${groupId}::uuid`)}) s ${withVisits(userId)}
    GROUP BY s.chapter ORDER BY s.chapter`
}

/** How much the viewer has not seen in each of their groups; groups without anything unread are left out. */
export async function countUnread(viewer: Viewer): Promise<Map<string, number>> {
  const { userId } = viewer
  const groups = Prisma.sql`SELECT group_id FROM memberships WHERE user_id = ${userId}::uuid`
  const rows = await db().$queryRaw<{ groupId: string; unread: number }[]>`
    SELECT s.group_id AS "groupId", count(*)::int AS unread
    FROM (${sayings(userId, groups)}) s ${withVisits(userId)}
    WHERE ${isUnread(userId)} GROUP BY s.group_id`
  return new Map(rows.map(({ groupId, unread }) => [groupId, unread]))
}
