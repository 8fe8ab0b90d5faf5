import 'server-only'
import type { InGroup } from '#domain/group.ts'
import type { Calls } from '#domain/inbox.ts'
import type { Viewer } from '#domain/viewer.ts'
import { requireMember } from '#server/access.ts'
import { Prisma } from '#server/db.ts'
import { LARGE, lookup } from '#server/lookup.ts'
import { isModerationWaiting, isToldSql } from '#server/moderation/moderation-list.ts'
import { type Concerned, isInboxWaitingSql, mentionOf } from '#server/talk/inbox.ts'

// All that is said in a group is gone through.
const WAITING = lookup<{ waiting: boolean }, Concerned>(
  (at) => Prisma.sql`SELECT ${isToldSql(at)} OR ${isInboxWaitingSql(at)} AS waiting`,
  LARGE,
)

/** Whether anything in the group waits for the viewer: words for them, or what was flagged or hidden. */
export async function findCalls(viewer: Viewer, { groupId }: InGroup): Promise<Calls> {
  const member = await requireMember(viewer, groupId)
  const row = await WAITING({ groupId, userId: member.userId, mention: mentionOf(viewer.name) })
  return { waiting: row?.waiting === true || (await isModerationWaiting(member)) }
}
