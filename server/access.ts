import 'server-only'
import { cache } from 'react'
import type { Role } from '#domain/group.ts'
import { notFound, Problem, type Sentence, say } from '#domain/problem.ts'
import type { Viewer } from '#domain/viewer.ts'
import { db, Prisma, prepared } from '#server/db.ts'

export type Belonging = { groupId: string; guide: string; groupName: string; role: Role; userId: string }

/** While one page is made all its parts share one look; everywhere else each call looks anew. */
const findMembership = cache(async (userId: string, groupId: string) => {
  const [row] = await prepared<{ role: Role; guide: string; name: string }>(Prisma.sql`
    SELECT m.role, g.guide, g.name FROM memberships m JOIN reading_groups g ON g.id = m.group_id
    WHERE m.group_id = ${groupId}::uuid AND m.user_id = ${userId}::uuid`)
  return row
})

/**
 * The viewer's membership in a group: the first line of everything that touches a group.
 * @throws Problem `not-found` for strangers, so that nobody learns which groups exist
 */
export async function requireMember({ userId }: Viewer, groupId: string): Promise<Belonging> {
  const row = await findMembership(userId, groupId)
  if (!row) throw notFound()
  return { groupId, guide: row.guide, groupName: row.name, role: row.role, userId }
}

/**
 * Refuses what a page sends that was made for somebody else than who is signed in by now: nobody's words are saved as another's.
 * @param madeFor the id of the viewer that the page was made for; a page made for nobody, or no page of ours, names none
 * @throws Problem `other-viewer` with who is signed in
 */
export function requireSameViewer(who: Pick<Viewer, 'userId' | 'name'> | null, madeFor: string | undefined): void {
  if (!who || !madeFor || madeFor === who.userId) return
  throw new Problem('other-viewer', say('otherViewer', { name: who.name }), { viewer: { userId: who.userId, name: who.name } })
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
