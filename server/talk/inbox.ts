import 'server-only'
import type { InGroup } from '#domain/group.ts'
import type { InboxItem, InboxThread } from '#domain/inbox.ts'
import type { Viewer } from '#domain/viewer.ts'
import { requireMember } from '#server/access.ts'
import { requireGuide } from '#server/content/guides.ts'
import { Prisma } from '#server/db.ts'
import { findNamesakes, type Namesakes, toldApart } from '#server/namesakes.ts'
import { type Slots, statement } from '#server/statement.ts'
import { sayings } from '#server/talk/sayings.ts'
import { isUnread, withVisits } from '#server/talk/visits.ts'

/** So much of it is listed, the newest first. */
const LISTED = 60
/** Characters of each. */
const OPENING = 240

/** What names somebody in words, as Postgres looks for it. */
export const mentionOf = (name: string): string => `(^|[^[:alnum:]])@${name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}($|[^[:alnum:]])`

/** Sayings of others that concern somebody: replies to theirs, and words that name them. */
export const concerning = ({ userId, name }: Pick<Viewer, 'userId' | 'name'>, groupId: string): Prisma.Sql =>
  concerningSql({ userId: Prisma.sql`${userId}`, groupId: Prisma.sql`${groupId}`, mention: Prisma.sql`${mentionOf(name)}` })

/** Whom it concerns, in which group. */
export type Concerned = { userId: string; groupId: string; mention: string }

const concerningSql = ({ userId, groupId, mention }: Slots<Concerned>): Prisma.Sql => Prisma.sql`
  SELECT r.* FROM (
    SELECT a.*, a.words ~* ${mention} AS is_mention FROM (${sayings(userId, Prisma.sql`m.group_id = ${groupId}::uuid`)}) a
    WHERE a.creator_id IS DISTINCT FROM ${userId}::uuid
  ) r WHERE r.is_mention OR ${userId}::uuid = ANY(r.answers)`

type Row = Omit<InboxItem, 'reason' | 'createdAt'> & {
  chapter: string
  subject: string
  isMention: boolean
  creatorId: string | null
  createdAt: Date
}

const INBOX = statement<Row, Concerned>(
  ({ userId, groupId, mention }) => Prisma.sql`
    SELECT s.noun, s.id, s.chapter, s.subject, s.is_mention AS "isMention", s.creator_id AS "creatorId", COALESCE(u.name, s.creator_name) AS creator, s.created_at AS "createdAt",
      left(s.words, ${OPENING}) AS opening, ${isUnread(userId)} AS unread
    FROM (${concerningSql({ userId, groupId, mention })}) s LEFT JOIN users u ON u.id = s.creator_id ${withVisits(userId)}
    ORDER BY s.created_at DESC, s.id LIMIT ${LISTED}`,
)

/** What others wrote in reply to the viewer or with their name in it (`@Ada`), thread by thread, the newest first. */
export async function listInbox(viewer: Viewer, { groupId }: InGroup): Promise<InboxThread[]> {
  const member = await requireMember(viewer, groupId)
  const { userId } = viewer
  const [guide, namesakes, rows] = await Promise.all([
    requireGuide(member.guide),
    findNamesakes(groupId),
    INBOX({ userId, groupId, mention: mentionOf(viewer.name) }),
  ])
  const titles = new Map([...guide.chapters, ...guide.withdrawn].map(({ slug, title }) => [slug, title]))
  const threads = Map.groupBy(rows, ({ chapter, subject }) => `${chapter} ${subject}`)
  return [...threads.values()].map((items) => {
    const { chapter = '', subject = '' } = items[0] ?? {}
    return { chapter, chapterTitle: titles.get(chapter) ?? chapter, subject, items: items.map((row) => toItem(row, namesakes)) }
  })
}

function toItem({ noun, id, isMention, creatorId, creator, createdAt, opening, unread }: Row, namesakes: Namesakes): InboxItem {
  const by = toldApart(namesakes, creatorId, creator)
  return { noun, id, reason: isMention ? 'mention' : 'reply', creator: by, createdAt: createdAt.toISOString(), opening, unread }
}

/** Whether any of it waits to be seen, or an invitation for the viewer, or somebody has asked for their place. */
export const isInboxWaitingSql = ({ userId, groupId, mention }: Slots<Concerned>): Prisma.Sql => Prisma.sql`
  (EXISTS (
    SELECT FROM invitations WHERE via_group_id = ${groupId}::uuid AND invitee_id = ${userId}::uuid
      AND revoked_at IS NULL AND uses = 0 AND expires_at > now()
  ) OR EXISTS (
    SELECT FROM returns WHERE group_id = ${groupId}::uuid AND user_id = ${userId}::uuid AND stopped_at IS NULL AND done_at IS NULL
      AND (claimed_at IS NOT NULL OR expires_at > now())
  ) OR EXISTS (SELECT FROM (${concerningSql({ userId, groupId, mention })}) s ${withVisits(userId)} WHERE ${isUnread(userId)}))`
