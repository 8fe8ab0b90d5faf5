import 'server-only'
import type { SuspendAccount, SuspendGroup, SuspensionState } from '#domain/oversight.ts'
import { maySuspendAccount } from '#domain/permissions.ts'
import { notFound, say } from '#domain/problem.ts'
import type { Viewer } from '#domain/viewer.ts'
import { requireMember, requireRight } from '#server/access.ts'
import { requireInstallationOwner } from '#server/accounts/owners.ts'
import { endSessions } from '#server/accounts/sign-in-history.ts'
import { db } from '#server/db.ts'
import { notify } from '#server/live/notify.ts'
import { tellSecurity } from '#server/log.ts'

type Suspended = { suspendedAt: Date | null; suspendedReason: string }

export const suspensionOf = ({ suspendedAt, suspendedReason }: Suspended): SuspensionState =>
  suspendedAt && { since: suspendedAt.toISOString(), reason: suspendedReason }

const columnsOf = ({ suspended, reason }: Pick<SuspendAccount, 'suspended' | 'reason'>): Suspended => ({
  suspendedAt: suspended ? new Date() : null,
  suspendedReason: suspended ? reason : '',
})

/**
 * Lets nobody in as somebody, whose sessions and streams end, or lets them in again. What they wrote stays.
 * @throws Problem `not-found` to everyone but owners of the installation, and for an unknown account; `forbidden` for another owner
 */
export async function suspendAccount(viewer: Viewer, { userId, ...change }: SuspendAccount): Promise<void> {
  await requireInstallationOwner(viewer)
  await db().$transaction(async (tx) => {
    const user = await tx.user.findUnique({ where: { id: userId }, select: { owner: true } })
    if (!user) throw notFound()
    requireRight(!change.suspended || maySuspendAccount({ isInstallationOwner: user.owner !== null }), say('ownerNotSuspended'))
    await tx.user.update({ where: { id: userId }, data: columnsOf(change) })
    if (change.suspended) await endSessions(tx, { userId })
  })
  tellSecurity(change.suspended ? 'account-suspended' : 'account-readmitted', { userId, by: viewer.userId })
}

/**
 * Closes a group to everybody, facilitators and owner included, or opens it again. Nothing in it is lost, and its owner can download it.
 * @throws Problem `not-found` to everyone but owners of the installation, and for an unknown group
 */
export async function suspendGroup(viewer: Viewer, { groupId, ...change }: SuspendGroup): Promise<void> {
  await requireInstallationOwner(viewer)
  await db().$transaction(async (tx) => {
    const { count } = await tx.readingGroup.updateMany({ where: { id: groupId }, data: columnsOf(change) })
    if (count === 0) throw notFound()
    // Every open stream of the group is looked at, and ends.
    await notify(tx, { groupId, noun: 'member', id: groupId })
  })
  tellSecurity(change.suspended ? 'group-suspended' : 'group-readmitted', { groupId, by: viewer.userId })
}

/**
 * What a member of a suspended group is told in its place; null once it is open again.
 * @throws Problem `not-found` for strangers
 */
export async function findGroupSuspension(
  viewer: Viewer,
  groupId: string,
): Promise<{ name: string; reason: string; owns: boolean } | null> {
  const { groupName, role } = await requireMember(viewer, groupId, true)
  const row = await db().readingGroup.findUniqueOrThrow({
    where: { id: groupId },
    select: { suspendedAt: true, suspendedReason: true },
  })
  return row.suspendedAt && { name: groupName, reason: row.suspendedReason, owns: role === 'OWNER' }
}
