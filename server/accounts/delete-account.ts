import 'server-only'
import type { AccountEnding, DeleteAccount } from '#domain/account.ts'
import { Problem, say } from '#domain/problem.ts'
import type { Viewer } from '#domain/viewer.ts'
import { signOut } from '#server/accounts/sign-in.ts'
import { endSessions } from '#server/accounts/sign-in-history.ts'
import { tellOwner } from '#server/accounts/ways.ts'
import { db, type Tx } from '#server/db.ts'
import { siteUrl } from '#server/env.ts'
import { partWithWords } from '#server/groups/part-with-words.ts'
import { notify } from '#server/live/notify.ts'
import { tellSecurity } from '#server/log.ts'
import { dropPersonasOf, isOf, listIdentities } from '#server/personas.ts'
import type { Asked } from '#server/route.ts'

const GROUPS = {
  select: { userId: true, role: true, group: { select: { id: true, name: true, _count: { select: { memberships: true } } } } },
} as const

/** What ends with the viewer's account, and which groups somebody else has to own first. */
export async function findAccountEnding({ userId }: Viewer): Promise<AccountEnding> {
  const rows = await db().membership.findMany({ where: { user: isOf(userId) }, orderBy: { joinedAt: 'asc' }, ...GROUPS })
  const named = (wanted: typeof rows) => wanted.map(({ group: { id, name } }) => ({ id, name }))
  const isAlone = ({ group }: (typeof rows)[number]) => group._count.memberships === 1
  return {
    alone: named(rows.filter(isAlone)),
    handOver: named(rows.filter((row) => row.role === 'OWNER' && !isAlone(row))),
    others: named(rows.filter((row) => row.role !== 'OWNER' && !isAlone(row))),
  }
}

/**
 * Ends the viewer's account at once, in every channel: their sessions, what they kept to themselves, their name, and with `remove` what they said.
 * A group in which nobody else is goes with it.
 * @throws Problem `conflict` while they own a group in which others are
 */
export async function deleteAccount(viewer: Viewer, { words }: DeleteAccount, asked: Asked): Promise<void> {
  const { userId } = viewer
  const { email } = await db().user.findUniqueOrThrow({ where: { id: userId }, select: { email: true } })
  await db().$transaction(async (tx) => {
    const identities = await listIdentities(userId, tx)
    const groups = await lockGroups(tx, identities)
    for (const { id, member, isOwner, members } of groups) {
      if (isOwner && members > 1) throw new Problem('conflict', say('handOverFirst'))
      if (members === 1) {
        await dropPersonasOf(tx, [id])
        await tx.readingGroup.deleteMany({ where: { id } })
      } else await partWithWords(tx, { groupId: id, userId: member }, words)
    }
    // Groups that they left before, with their name on what they had written there.
    for (const id of identities)
      for (const groupId of await listFormerGroups(tx, id)) await partWithWords(tx, { groupId, userId: id }, words)
    await endSessions(tx, { userId })
    await tx.user.deleteMany({ where: { id: { in: identities } } })
    for (const { id, member } of groups) await notify(tx, { groupId: id, noun: 'member', id: member })
  })
  await signOut(null, {}, asked)
  tellSecurity('account-deleted', { userId })
  await tellOwner(userId, `Your account at ${siteUrl()} was deleted. Nobody can sign in to it any more.`, email ?? undefined)
}

/** Nobody joins, leaves or changes roles in these groups until the transaction ends. */
async function lockGroups(tx: Tx, identities: string[]) {
  await tx.$queryRaw`
    SELECT g.id FROM reading_groups g JOIN memberships m ON m.group_id = g.id WHERE m.user_id = ANY(${identities}::uuid[]) ORDER BY g.id FOR UPDATE OF g`
  const rows = await tx.membership.findMany({ where: { userId: { in: identities } }, ...GROUPS })
  return rows.map(({ userId, role, group }) => ({
    id: group.id,
    member: userId,
    isOwner: role === 'OWNER',
    members: group._count.memberships,
  }))
}

async function listFormerGroups(tx: Tx, userId: string): Promise<string[]> {
  const rows = await tx.$queryRaw<{ groupId: string }[]>`
    SELECT group_id AS "groupId" FROM annotations WHERE creator_id = ${userId}::uuid
    UNION SELECT group_id FROM comments WHERE creator_id = ${userId}::uuid
    UNION SELECT group_id FROM answers WHERE creator_id = ${userId}::uuid
    UNION SELECT group_id FROM group_questions WHERE creator_id = ${userId}::uuid OR decider_id = ${userId}::uuid
    UNION SELECT group_id FROM meeting_events WHERE actor_id = ${userId}::uuid
    UNION SELECT group_id FROM group_answer_updates WHERE actor_id = ${userId}::uuid
    UNION SELECT group_id FROM positions WHERE user_id = ${userId}::uuid
    UNION SELECT group_id FROM reactions WHERE user_id = ${userId}::uuid
    EXCEPT SELECT group_id FROM memberships WHERE user_id = ${userId}::uuid`
  return rows.map(({ groupId }) => groupId)
}
