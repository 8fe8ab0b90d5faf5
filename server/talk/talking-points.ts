import 'server-only'
import type { InChapter } from '#domain/group.ts'
import { questionIdOf } from '#domain/group-question.ts'
import type { TalkingPoints } from '#domain/talking-points.ts'
import type { Viewer } from '#domain/viewer.ts'
import { type Belonging, requireMember } from '#server/access.ts'
import { requireChapter, requireGuide } from '#server/content/guides.ts'
import { db, Prisma } from '#server/db.ts'
import { type Slots, statement } from '#server/statement.ts'
import { findPosition } from '#server/talk/reading-position.ts'
import { answers, comments, notes, questions } from '#server/visibility.ts'

/** So many passages of each kind. */
const LISTED = 5
/** What one person said to themselves is no talk. */
const TALK = 2

type Row = { annotationId: string; chapter: string; exact: string }

type Asking = Pick<Belonging, 'groupId' | 'userId' | 'role'>
const seen = (asking: Slots<Asking>) =>
  Prisma.sql`a.group_id = ${asking.groupId}::uuid AND a.deleted_at IS NULL AND ${notes.seenBySql(asking, 'a')}`
const said = (asking: Slots<Asking>) =>
  Prisma.sql`threads t JOIN comments c ON c.thread_id = t.id AND c.deleted_at IS NULL AND ${comments.inSightOfSql(asking, 'c')}`

const TALKED_ABOUT = statement<Row & { comments: number }, Asking>(
  (at) => Prisma.sql`
    SELECT a.id AS "annotationId", a.chapter, a.exact, count(*)::int AS comments
    FROM annotations a JOIN (SELECT t.annotation_id, c.created_at FROM ${said(at)} WHERE t.group_id = ${at.groupId}::uuid) c
      ON c.annotation_id = a.id
    WHERE ${seen(at)} GROUP BY a.id HAVING count(*) >= ${TALK} ORDER BY count(*) DESC, max(c.created_at) DESC LIMIT ${LISTED}`,
)
const UNANSWERED = statement<Row & { body: string; creator: string | null }, Asking>(
  (at) => Prisma.sql`
    SELECT a.id AS "annotationId", a.chapter, a.exact, a.body, COALESCE(u.name, a.creator_name) AS creator
    FROM annotations a LEFT JOIN users u ON u.id = a.creator_id
    WHERE ${seen(at)} AND a.motivation = 'questioning' AND NOT EXISTS (SELECT FROM ${said(at)} WHERE t.annotation_id = a.id)
    ORDER BY a.created_at DESC, a.id LIMIT ${LISTED}`,
)

/** What the group talks about, as a member sees it; `chapter` is this week's. */
export async function findTalkingPoints(viewer: Viewer, { groupId, chapter }: InChapter): Promise<TalkingPoints> {
  const member = await requireMember(viewer, groupId)
  const { userId, role } = member
  const accepted = { groupId, chapter, deletedAt: null, status: 'ACCEPTED' as const, AND: [questions.seenBy(member)] }
  const [stopped, guide, { questions: asked }, own, talkedAbout, unanswered] = await Promise.all([
    findPosition(viewer, { groupId }),
    requireGuide(member.guide),
    requireChapter(member.guide, chapter),
    db().groupQuestion.findMany({ where: accepted, select: { id: true } }),
    TALKED_ABOUT({ groupId, userId, role }),
    UNANSWERED({ groupId, userId, role }),
  ])
  const questionIds = [...asked.map(({ id }) => id), ...own.map(({ id }) => questionIdOf(id))]
  const mine = { groupId, chapter, creatorId: viewer.userId, deletedAt: null, questionId: { in: questionIds } }
  const answered = await db().answer.count({ where: { ...mine, AND: [answers.seenBy(member)] } })
  const titles = new Map([...guide.chapters, ...guide.withdrawn].map(({ slug, title }) => [slug, title]))
  const titled = <Item extends Row>(row: Item) => ({ ...row, chapterTitle: titles.get(row.chapter) ?? row.chapter })
  return { stopped, questions: questionIds.length, answered, talkedAbout: talkedAbout.map(titled), unanswered: unanswered.map(titled) }
}
