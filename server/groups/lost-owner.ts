import 'server-only'
import { z } from 'zod'
import { db } from '#server/db.ts'
import { lockRoles } from '#server/groups/members.ts'
import { notify } from '#server/live/notify.ts'
import { tellSecurity } from '#server/log.ts'
import { findIdentity } from '#server/personas.ts'

/**
 * Makes a member the owner of a group whose owner is lost; who owned it stays as a facilitator. Everybody in it sees their roles. Only the terminal
 * calls this.
 * @param username of the member's account
 * @returns why not: there is no such group, or nobody of that name in it; null when it is done
 */
export async function giveToMember(groupId: string, username: string): Promise<'no such group' | 'no such member' | null> {
  const isGroup = z.uuid().safeParse(groupId).success && (await db().readingGroup.count({ where: { id: groupId } })) > 0
  if (!isGroup) return 'no such group'
  const account = await db().user.findUnique({ where: { username: username.toLowerCase() }, select: { id: true } })
  const userId = account && (await findIdentity(account.id, groupId))
  const isDone = await db().$transaction(async (tx) => {
    const roles = await lockRoles(tx, groupId)
    if (!userId || !roles.has(userId)) return false
    await tx.membership.updateMany({ where: { groupId, role: 'OWNER' }, data: { role: 'FACILITATOR' } })
    await tx.membership.updateMany({ where: { groupId, userId }, data: { role: 'OWNER' } })
    const former = [...roles].filter(([, role]) => role === 'OWNER').map(([id]) => id)
    await notify(tx, ...[...former, userId].map((id) => ({ groupId, noun: 'member' as const, id })))
    return true
  })
  if (!isDone || !userId) return 'no such member'
  tellSecurity('role-changed', { groupId, userId, by: 'terminal', role: 'OWNER' })
  return null
}
