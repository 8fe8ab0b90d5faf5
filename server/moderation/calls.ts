import 'server-only'
import type { InGroup } from '#domain/group.ts'
import type { Calls } from '#domain/inbox.ts'
import type { Viewer } from '#domain/viewer.ts'
import { requireMember } from '#server/access.ts'
import { isModerationWaiting } from '#server/moderation/moderation-list.ts'
import { isInboxWaiting } from '#server/talk/inbox.ts'

/** Whether anything in the group waits for the viewer: words for them, or what was flagged or hidden. */
export async function findCalls(viewer: Viewer, { groupId }: InGroup): Promise<Calls> {
  const member = await requireMember(viewer, groupId)
  return { waiting: (await isModerationWaiting(member)) || (await isInboxWaiting(viewer, member)) }
}
