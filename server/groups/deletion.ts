import 'server-only'
import { DELETION_DAYS, type UpdateDeletion } from '#domain/group.ts'
import { mayDeleteGroup } from '#domain/permissions.ts'
import { say } from '#domain/problem.ts'
import type { Viewer } from '#domain/viewer.ts'
import { requireMember, requireRight } from '#server/access.ts'
import { db } from '#server/db.ts'
import { dropUnclaimed } from '#server/groups/unclaimed.ts'
import { notify } from '#server/live/notify.ts'
import { tellSecurity } from '#server/log.ts'
import { dropPersonasOf } from '#server/personas.ts'

const DAY = 24 * 3600 * 1000

/**
 * Lets a group end in `DELETION_DAYS`, with all that is in it, or go on. Asked again it changes nothing: the day stays.
 * @throws Problem `forbidden` to all but the owner
 */
export async function updateDeletion(viewer: Viewer, { groupId, deletes }: UpdateDeletion): Promise<void> {
  const { role, userId } = await requireMember(viewer, groupId)
  requireRight(mayDeleteGroup(role), say('mayDeleteGroup'))
  const wanted = deletes ? new Date(Date.now() + DELETION_DAYS * DAY) : null
  const isChanged = await db().$transaction(async (tx) => {
    const where = { id: groupId, deletesAt: deletes ? null : { not: null } }
    const { count } = await tx.readingGroup.updateMany({ where, data: { deletesAt: wanted } })
    if (count > 0) await notify(tx, { groupId, noun: 'group', id: groupId })
    return count > 0
  })
  if (isChanged) tellSecurity(deletes ? 'group-deletion-asked' : 'group-deletion-withdrawn', { groupId, userId })
}

/** Deletes the groups whose time has come, for good. @returns how many */
export async function deleteDueGroups(): Promise<number> {
  const rows = await db().$transaction(async (tx) => {
    const due = await tx.$queryRaw<{ id: string }[]>`SELECT id FROM reading_groups WHERE deletes_at <= now() FOR UPDATE`
    const groupIds = due.map(({ id }) => id)
    await dropPersonasOf(tx, groupIds)
    const members = await tx.$queryRaw<{ id: string }[]>`
      SELECT user_id AS id FROM memberships WHERE group_id = ANY(${groupIds}::uuid[])`
    await tx.readingGroup.deleteMany({ where: { id: { in: groupIds } } })
    await dropUnclaimed(
      tx,
      members.map(({ id }) => id),
    )
    return due
  })
  for (const { id } of rows) tellSecurity('group-deleted', { groupId: id })
  return rows.length
}
