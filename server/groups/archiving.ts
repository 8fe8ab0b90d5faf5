import 'server-only'
import type { UpdateArchiving } from '#domain/group.ts'
import { mayArchiveGroup } from '#domain/permissions.ts'
import { say } from '#domain/problem.ts'
import type { Viewer } from '#domain/viewer.ts'
import { requireMember, requireRight } from '#server/access.ts'
import { db } from '#server/db.ts'
import { withdrawInvitations } from '#server/groups/invitations.ts'
import { notify } from '#server/live/notify.ts'
import { tellSecurity } from '#server/log.ts'

/**
 * Closes a group to more words (`server/route.ts` refuses them), or lets it go on; asked again it changes nothing. With it end the sessions
 * that were still to come and the links that let people in; they do not come back.
 * @throws Problem `forbidden` to all but the owner
 */
export async function updateArchiving(viewer: Viewer, { groupId, archived }: UpdateArchiving): Promise<void> {
  const { role, userId } = await requireMember(viewer, groupId)
  requireRight(mayArchiveGroup(role), say('mayArchiveGroup'))
  const now = new Date()
  const isChanged = await db().$transaction(async (tx) => {
    const where = { id: groupId, archivedAt: archived ? null : { not: null } }
    const { count } = await tx.readingGroup.updateMany({ where, data: { archivedAt: archived ? now : null } })
    if (count === 0) return false
    if (archived) {
      await withdrawInvitations(tx, groupId, 'all')
      // As when each is cancelled: calendars want a higher SEQUENCE.
      await tx.meeting.updateMany({
        where: { groupId, status: 'SCHEDULED', startedAt: null, startsAt: { gt: now } },
        data: { status: 'CANCELLED', version: { increment: 1 }, sequence: { increment: 1 } },
      })
    }
    await notify(tx, { groupId, noun: 'group', id: groupId })
    return true
  })
  if (isChanged) tellSecurity(archived ? 'group-archived' : 'group-reopened', { groupId, userId })
}
