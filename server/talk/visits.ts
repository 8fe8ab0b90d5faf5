import 'server-only'
import type { InGroup } from '#domain/group.ts'
import type { Viewer } from '#domain/viewer.ts'
import type { ChapterActivity, UpdateVisit } from '#domain/visit.ts'
import { type Belonging, requireMember } from '#server/access.ts'
import { requireChapter } from '#server/content/guides.ts'
import { db, Prisma } from '#server/db.ts'
import { listIdentities } from '#server/personas.ts'
import { READER } from '#server/reading.ts'
import { statement } from '#server/statement.ts'
import { sayings } from '#server/talk/sayings.ts'
import type { Reader } from '#server/talk/talk.ts'

const STRETCHES = statement<{ from: Date | null; to: Date | null }, InGroup & { userId: string; chapter: string }>(
  ({ groupId, userId, chapter }) => Prisma.sql`
    SELECT lower(r) AS "from", upper(r) AS "to" FROM visits v, unnest(v.seen) r
    WHERE v.group_id = ${groupId}::uuid AND v.user_id = ${userId}::uuid AND v.chapter = ${chapter} ORDER BY r`,
)

/** A member as a reader of one chapter's talk. */
export async function findReader({ userId, role, groupId }: Belonging, chapter: string): Promise<Reader> {
  const rows = await STRETCHES({ groupId, userId, chapter })
  return { userId, role, seen: rows.map(({ from, to }) => ({ from: from?.getTime() ?? -Infinity, to: to?.getTime() ?? Infinity })) }
}

/** The same inside a statement of `readAs`: the stretches of time in which the member has seen everything. */
export const seenSql = (chapter: Prisma.Sql): Prisma.Sql => Prisma.sql`
  (SELECT v.seen FROM visits v WHERE v.group_id = ${READER.groupId} AND v.user_id = ${READER.userId} AND v.chapter = ${chapter})`

/**
 * How long a saying may be on its way into the database before everybody can read it, in seconds: longer than any transaction takes.
 * What is older has no gaps any more in which something may still turn up.
 */
const SETTLED = 60

/** Notes what the viewer has seen of a chapter. Words that were changed since they saw them stay unread. */
export async function updateVisit(viewer: Viewer, { groupId, chapter, seen = [], everything = false }: UpdateVisit): Promise<void> {
  const member = await requireMember(viewer, groupId)
  await requireChapter(member.guide, chapter)
  const { userId } = viewer
  const [ids, versions] = [seen.map(({ id }) => id), seen.map(({ version }) => version)]
  const mine = Prisma.sql`v.group_id = ${groupId}::uuid AND v.user_id = ${userId}::uuid AND v.chapter = ${chapter}`
  await db().$transaction(async (tx) => {
    await tx.$executeRaw`
      INSERT INTO visits (group_id, user_id, chapter, seen_at, seen)
      SELECT ${groupId}::uuid, ${userId}::uuid, ${chapter}, CURRENT_TIMESTAMP,
        COALESCE(range_agg(tstzrange(s.words_at, s.words_at, '[]')), '{}')
      FROM (${sayings(userId, Prisma.sql`m.group_id = ${groupId}::uuid`)}) s
      WHERE s.chapter = ${chapter}
        AND (${everything} OR (s.id, s.version) IN (SELECT * FROM unnest(${ids}::uuid[], ${versions}::int[])))
      ON CONFLICT (group_id, user_id, chapter) DO UPDATE SET seen_at = EXCLUDED.seen_at, seen = visits.seen + EXCLUDED.seen`
    // Between two neighbours that are known nothing is: they become one stretch, so that a row holds as many as there are gaps.
    await tx.$executeRaw`
      UPDATE visits v SET seen = v.seen + joined.stretches FROM (
        SELECT range_agg(tstzrange(before, words_at, '[]')) AS stretches
        FROM (
          SELECT words_at, lag(words_at) OVER place AS before, known, lag(known, 1, TRUE) OVER place AS known_before
          FROM (
            SELECT s.words_at, s.creator_id IS NOT DISTINCT FROM v.user_id OR v.seen @> s.words_at AS known
            FROM visits v, (${everythingSaid(groupId, chapter)}) s WHERE ${mine}
          ) said WINDOW place AS (ORDER BY words_at)
        ) neighbours
        WHERE known AND known_before AND words_at < CURRENT_TIMESTAMP - make_interval(secs => ${SETTLED})
      ) joined
      WHERE ${mine} AND joined.stretches IS NOT NULL`
  })
}

/** When everything was said about a chapter and by whom, whoever may see it: what is hidden now may be shown one day, and is unread then. */
function everythingSaid(groupId: string, chapter: string): Prisma.Sql {
  const here = Prisma.sql`t.group_id = ${groupId}::uuid AND t.chapter = ${chapter}`
  return Prisma.sql`
    SELECT t.creator_id, t.words_at FROM annotations t WHERE ${here}
    UNION ALL SELECT t.creator_id, t.words_at FROM answers t WHERE ${here}
    UNION ALL SELECT t.creator_id, t.words_at FROM group_questions t WHERE ${here}
    UNION ALL SELECT c.creator_id, c.words_at FROM comments c JOIN threads t ON t.id = c.thread_id WHERE ${here}`
}

/** Of sayings `s` with the viewer's visits `v`: whether somebody else wrote words that the viewer has not seen. */
export const isUnread = (userId: string | Prisma.Sql) =>
  Prisma.sql`s.creator_id IS DISTINCT FROM ${userId}::uuid AND NOT COALESCE(v.seen @> s.words_at, FALSE)`

/** Joins the viewer's visits, as `v`, to sayings `s`. */
export const withVisits = (userId: string | Prisma.Sql) =>
  Prisma.sql`LEFT JOIN visits v ON v.group_id = s.group_id AND v.chapter = s.chapter AND v.user_id = ${userId}::uuid`

const ACTIVITY = statement<ChapterActivity, InGroup & { userId: string }>(
  ({ groupId, userId }) => Prisma.sql`
    SELECT s.chapter,
      (count(*) FILTER (WHERE s.noun = 'annotation'))::int AS annotations,
      (count(*) FILTER (WHERE s.noun = 'answer'))::int AS answers,
      (count(*) FILTER (WHERE s.noun = 'comment'))::int AS comments,
      (count(*) FILTER (WHERE ${isUnread(userId)}))::int AS unread
    FROM (${sayings(userId, Prisma.sql`m.group_id = ${groupId}::uuid`)}) s ${withVisits(userId)}
    GROUP BY s.chapter ORDER BY s.chapter`,
)

/** How much was said about each chapter, and how much of it the viewer has not seen; chapters without a word are left out. */
export async function listActivity(viewer: Viewer, { groupId }: InGroup): Promise<ChapterActivity[]> {
  const { userId } = await requireMember(viewer, groupId)
  return ACTIVITY({ groupId, userId })
}

/** How much the viewer has not seen in each of their groups, whatever they are called there; groups without anything unread are left out. */
export async function countUnread({ userId }: Viewer): Promise<Map<string, number>> {
  const counted = await Promise.all((await listIdentities(userId)).map(countUnreadAs))
  return new Map(counted.flat())
}

const UNREAD = statement<{ groupId: string; unread: number }, { userId: string }>(
  ({ userId }) => Prisma.sql`
    SELECT s.group_id AS "groupId", count(*)::int AS unread
    FROM (${sayings(userId, Prisma.sql`TRUE`)}) s ${withVisits(userId)}
    WHERE ${isUnread(userId)} GROUP BY s.group_id`,
)

async function countUnreadAs(userId: string): Promise<[string, number][]> {
  const rows = await UNREAD({ userId })
  return rows.map(({ groupId, unread }) => [groupId, unread])
}
