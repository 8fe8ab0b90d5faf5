import 'server-only'
import type { Role } from '#domain/group.ts'
import { notFound, Problem, type Sentence } from '#domain/problem.ts'
import type { Viewer } from '#domain/viewer.ts'
import { db } from '#server/db.ts'

export type Belonging = { groupId: string; guide: string; groupName: string; role: Role; userId: string }

/**
 * The viewer's membership in a group: the first line of everything that touches a group.
 * @throws Problem `not-found` for strangers, so that nobody learns which groups exist
 */
export async function requireMember(viewer: Viewer, groupId: string): Promise<Belonging> {
  const membership = await db().membership.findUnique({
    where: { groupId_userId: { groupId, userId: viewer.userId } },
    select: { role: true, group: { select: { guide: true, name: true } } },
  })
  if (!membership) throw notFound()
  return { groupId, guide: membership.group.guide, groupName: membership.group.name, role: membership.role, userId: viewer.userId }
}

/**
 * Lets pass when a rule of `domain/permissions.ts` said yes.
 * @param sentence who may do it, for the person refused
 * @throws Problem `forbidden`
 */
export function requireRight(allowed: boolean, sentence: Sentence): void {
  if (!allowed) throw new Problem('forbidden', sentence)
}

/** Whether a viewer's session goes on at this moment: it may have ended since they were found. */
export async function isSignedIn({ userId, sessionId }: Viewer): Promise<boolean> {
  return (await db().session.count({ where: { id: sessionId, userId, expires: { gt: new Date() } } })) > 0
}
