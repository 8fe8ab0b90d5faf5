import 'server-only'
import { Prisma } from '#server/db.ts'
import { statement } from '#server/statement.ts'

/** Whose stream it is, and of which group. */
export type Entitled = { sessionId: string; groupId: string; userId: string }

type Streams = { sessionIds: string[]; groupIds: string[]; userIds: string[]; now: Date }

const ENTITLED = statement<Entitled, Streams>(
  ({ sessionIds, groupIds, userIds, now }) => Prisma.sql`
    SELECT o.session_id AS "sessionId", o.group_id AS "groupId", o.user_id AS "userId"
    FROM unnest(${sessionIds}::uuid[], ${groupIds}::uuid[], ${userIds}::uuid[]) AS o (session_id, group_id, user_id)
      JOIN sessions s ON s.id = o.session_id AND s.expires > ${now}
      JOIN users u ON u.id = s.user_id AND u.suspended_at IS NULL
      JOIN memberships m ON m.group_id = o.group_id AND m.user_id = o.user_id
      JOIN reading_groups g ON g.id = o.group_id AND g.suspended_at IS NULL
    WHERE o.user_id = s.user_id OR EXISTS (SELECT FROM personas x WHERE x.user_id = o.user_id AND x.account_id = s.user_id)`,
)

/**
 * Those of some streams that may go on: the session lives, nobody is suspended, and whoever listens is a member under that name. Each is looked
 * up by its keys, so that thousands take milliseconds: this is asked of all streams at once, again and again.
 */
export function findEntitled(streams: Entitled[]): Promise<Entitled[]> {
  const ids = (of: keyof Entitled) => streams.map((stream) => stream[of])
  return ENTITLED({ sessionIds: ids('sessionId'), groupIds: ids('groupId'), userIds: ids('userId'), now: new Date() })
}
