import 'server-only'
import type { HoldPosts, Newcomer, TrustMember } from '#domain/moderation.ts'
import { mayApprove } from '#domain/permissions.ts'
import { say } from '#domain/problem.ts'
import type { Viewer } from '#domain/viewer.ts'
import { type Belonging, requireMember, requireRight } from '#server/access.ts'
import { db, type Tx } from '#server/db.ts'

/**
 * Says how many posts of each new member wait for a facilitator. It counts for those who join from now on; with 0 nobody’s new posts wait any more,
 * and those that wait already still want to be looked at.
 * @throws Problem `forbidden` to all but facilitators
 */
export async function holdPosts(viewer: Viewer, { groupId, first }: HoldPosts): Promise<void> {
  const { role } = await requireMember(viewer, groupId)
  requireRight(mayApprove(role), say('mayApprove'))
  await db().readingGroup.update({ where: { id: groupId }, data: { holdsFirst: first } })
}

/**
 * Lets what a new member writes go out at once from now on.
 * @throws Problem `forbidden` to all but facilitators
 */
export async function trustMember(viewer: Viewer, { groupId, userId }: TrustMember): Promise<void> {
  const { role } = await requireMember(viewer, groupId)
  requireRight(mayApprove(role), say('mayApprove'))
  await db().membership.updateMany({ where: { groupId, userId }, data: { toApprove: 0 } })
}

/** One post less of a member is still to be looked at. */
export async function countApproved(tx: Tx, groupId: string, userId: string | null): Promise<void> {
  if (userId === null) return
  await tx.membership.updateMany({ where: { groupId, userId, toApprove: { gt: 0 } }, data: { toApprove: { decrement: 1 } } })
}

/** Whether posts are held, and of whom: for facilitators. */
export async function listNewcomers({ groupId }: Belonging): Promise<{ first: number; newcomers: Newcomer[] }> {
  const [{ holdsFirst }, rows] = await Promise.all([
    db().readingGroup.findUniqueOrThrow({ where: { id: groupId }, select: { holdsFirst: true } }),
    db().membership.findMany({
      where: { groupId, toApprove: { gt: 0 }, role: 'MEMBER' },
      orderBy: { joinedAt: 'asc' },
      select: { userId: true, toApprove: true, user: { select: { name: true } } },
    }),
  ])
  const newcomers = holdsFirst === 0 ? [] : rows.map(({ userId, toApprove, user }) => ({ userId, name: user.name, toApprove }))
  return { first: holdsFirst, newcomers }
}
