import 'server-only'
import type { InGroup } from '#domain/group.ts'
import { mayInvite } from '#domain/permissions.ts'
import type { Unclaimed } from '#domain/slip.ts'
import type { Viewer } from '#domain/viewer.ts'
import { requireMember } from '#server/access.ts'
import { db, type Prisma, type Tx } from '#server/db.ts'

/** Members who were added by name: nobody can sign in as them yet. Whoever an account is under another name is none of them. */
export const WITHOUT_WAY_IN = { username: null, email: null, accounts: { none: {} }, persona: null } satisfies Prisma.UserWhereInput

/** Members who were added by name and have not claimed it, for those who print their slips. */
export async function listUnclaimed(viewer: Viewer, { groupId }: InGroup): Promise<Unclaimed[]> {
  const { role } = await requireMember(viewer, groupId)
  if (!mayInvite(role)) return []
  const rows = await db().membership.findMany({
    where: { groupId, user: WITHOUT_WAY_IN },
    orderBy: [{ joinedAt: 'asc' }, { userId: 'asc' }],
    select: { userId: true, user: { select: { name: true } } },
  })
  return rows.map(({ userId, user }) => ({ userId, name: user.name }))
}

/** Deletes somebody who was added by name, and belongs to no group any more: nobody could ever do it for them. */
export async function dropUnclaimed(tx: Tx, userIds: readonly string[]): Promise<void> {
  await tx.user.deleteMany({ where: { id: { in: [...userIds] }, ...WITHOUT_WAY_IN, memberships: { none: {} } } })
}
