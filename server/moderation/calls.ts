import 'server-only'
import type { InGroup } from '#domain/group.ts'
import type { Calls } from '#domain/inbox.ts'
import type { Viewer } from '#domain/viewer.ts'
import { requireMember } from '#server/access.ts'
import { Prisma, prepared } from '#server/db.ts'
import { isModerationWaiting, isToldSql } from '#server/moderation/moderation-list.ts'
import { isInboxWaitingSql } from '#server/talk/inbox.ts'

/** Whether anything in the group waits for the viewer: words for them, or what was flagged or hidden. */
export async function findCalls(viewer: Viewer, { groupId }: InGroup): Promise<Calls> {
  const member = await requireMember(viewer, groupId)
  const [row] = await prepared<{ waiting: boolean }>(
    Prisma.sql`SELECT ${isToldSql(member)} OR ${isInboxWaitingSql(viewer, member)} AS waiting`,
  )
  return { waiting: row?.waiting === true || (await isModerationWaiting(member)) }
}
