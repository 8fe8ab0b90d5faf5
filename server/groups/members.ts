import 'server-only'
import { type AboutMember, type InGroup, type LeaveGroup, type Member, type RemoveMember, Role, type UpdateMember } from '#domain/group.ts'
import { mayChangeRoles, mayHelpBack, mayLeave, mayRemoveMember } from '#domain/permissions.ts'
import { notFound, Problem, say } from '#domain/problem.ts'
import { accountOf, type Viewer } from '#domain/viewer.ts'
import { requireMember, requireRight, requireSettings } from '#server/access.ts'
import { db, type Tx } from '#server/db.ts'
import { withdrawInvitations } from '#server/groups/invitations.ts'
import { partWithSaid, partWithWords } from '#server/groups/part-with-words.ts'
import { dropUnclaimed } from '#server/groups/unclaimed.ts'
import { notify } from '#server/live/notify.ts'
import { tellSecurity } from '#server/log.ts'
import { findNamesakes, type Namesakes } from '#server/namesakes.ts'

const RANK: Record<Role, number> = { OWNER: 0, FACILITATOR: 1, MEMBER: 2 }

/** Who belongs to the group: facilitators first, then in order of joining. */
export async function listMembers(viewer: Viewer, { groupId }: InGroup): Promise<Member[]> {
  const { role } = await requireMember(viewer, groupId)
  const rows = await db().membership.findMany({
    where: { groupId },
    orderBy: [{ joinedAt: 'asc' }, { userId: 'asc' }],
    select: { userId: true, role: true, joinedAt: true, user: { select: { name: true } } },
  })
  const owners = rows.filter((row) => row.role === 'OWNER').length
  const members = rows.map((row): Member => {
    const isViewer = row.userId === viewer.userId
    return {
      userId: row.userId,
      name: row.user.name,
      role: row.role,
      joinedAt: row.joinedAt.toISOString(),
      isViewer,
      roles: mayChangeRoles(role) && !isViewer ? Role.options.filter((other) => other !== row.role) : [],
      can: {
        remove: mayRemoveMember({ role, memberRole: row.role, isSelf: isViewer }),
        leave: isViewer && mayLeave({ role, owners }),
        helpBack: mayHelpBack({ role, memberRole: row.role, isSelf: isViewer }),
      },
    }
  })
  return members.sort((a, b) => RANK[a.role] - RANK[b.role])
}

/** When those joined whose name another member of the group has too, by id: what tells them apart where they speak. */
export async function listNamesakes(viewer: Viewer, { groupId }: InGroup): Promise<Namesakes> {
  await requireMember(viewer, groupId)
  return findNamesakes(groupId)
}

type Writing = { viewerId: string; accountId: string; namesakes: Namesakes; language: string | undefined; presence: boolean }

/**
 * Who writes, how those in the group are told apart, in which language they write (BCP 47; undefined where they have not said), and whether the
 * viewer and the others see of each other who is there.
 */
export async function findWriting(viewer: Viewer, { groupId }: InGroup): Promise<Writing> {
  const [namesakes, { language, showsPresence, countsMe }] = await Promise.all([
    listNamesakes(viewer, { groupId }),
    requireSettings(viewer, groupId),
  ])
  const presence = showsPresence && countsMe
  return { viewerId: viewer.userId, accountId: accountOf(viewer), namesakes, language: language || undefined, presence }
}

/**
 * Gives a member another role. Making somebody else the owner hands the group over: the viewer stays as a facilitator.
 * @throws Problem `forbidden` to all but the owner, `conflict` for the owner's own role
 */
export async function updateMember(viewer: Viewer, { groupId, userId, role }: UpdateMember): Promise<Member[]> {
  await requireMember(viewer, groupId)
  await db().$transaction(async (tx) => {
    const roles = await lockRoles(tx, groupId)
    const own = roles.get(viewer.userId)
    requireRight(own !== undefined && mayChangeRoles(own), say('mayChangeRoles'))
    if (userId === viewer.userId) {
      throw new Problem('conflict', say('ownRole'))
    }
    if (!roles.has(userId)) throw notFound()
    await tx.membership.updateMany({ where: { groupId, userId }, data: { role } })
    if (role === 'OWNER') {
      await tx.membership.updateMany({ where: { groupId, userId: viewer.userId }, data: { role: 'FACILITATOR' } })
      await notify(tx, { groupId, noun: 'member', id: viewer.userId })
    }
    await notify(tx, { groupId, noun: 'member', id: userId })
  })
  tellSecurity('role-changed', { groupId, userId, by: viewer.userId, role })
  return listMembers(viewer, { groupId })
}

/**
 * Lets the viewer leave, and does with their words what they say.
 * @throws Problem `conflict` when the last owner would leave
 */
export async function leaveGroup(viewer: Viewer, { groupId, words }: LeaveGroup): Promise<void> {
  await requireMember(viewer, groupId)
  const { userId } = viewer
  await db().$transaction(async (tx) => {
    const roles = await lockRoles(tx, groupId)
    const own = roles.get(userId)
    if (!own) throw notFound()
    requireLeaving(own, [...roles.values()])
    await partWithWords(tx, { groupId, userId }, words)
    await endMembership(tx, { groupId, userId })
    // With “keep” a name of their own stays with their words, and is theirs again should they come back.
    if (words !== 'keep') await tx.user.deleteMany({ where: { id: userId, persona: { isNot: null } } })
  })
  tellSecurity('member-left', { groupId, userId })
}

async function endMembership(tx: Tx, { groupId, userId }: AboutMember): Promise<void> {
  await tx.membership.deleteMany({ where: { groupId, userId } })
  // They no longer say that they will come; where they were stays on record.
  await tx.attendance.deleteMany({ where: { groupId, userId, meeting: { groupId, startsAt: { gt: new Date() } } } })
  await notify(tx, { groupId, noun: 'member', id: userId })
}

/**
 * Takes somebody out of the group, and does with what they said there what is asked for, or lets the viewer leave. Whoever is taken out finds the
 * links shut that they made, and every other one too if that is asked for; whoever leaves may have made links that others wait for.
 * @throws Problem `forbidden` without the right; `conflict` when the last owner would leave
 */
export async function removeMember(viewer: Viewer, { groupId, userId, words, withdrawLinks }: RemoveMember): Promise<void> {
  await requireMember(viewer, groupId)
  await db().$transaction(async (tx) => {
    const roles = await lockRoles(tx, groupId)
    const [own, theirs] = [roles.get(viewer.userId), roles.get(userId)]
    if (!own || !theirs) throw notFound()
    if (userId === viewer.userId) requireLeaving(own, [...roles.values()])
    else {
      const allowed = mayRemoveMember({ role: own, memberRole: theirs, isSelf: false })
      requireRight(allowed, say('mayRemove'))
      await withdrawInvitations(tx, groupId, withdrawLinks ? 'all' : userId)
      await partWithSaid(tx, { groupId, userId }, words)
    }
    await endMembership(tx, { groupId, userId })
    // Whoever was added by name has nobody else who could end what is kept of them; with “keep” their name stays with their words.
    if (words !== 'keep') await dropUnclaimed(tx, [userId])
  })
  if (userId === viewer.userId) tellSecurity('member-left', { groupId, userId })
  else tellSecurity('member-removed', { groupId, userId, by: viewer.userId })
}

function requireLeaving(role: Role, roles: Role[]): void {
  if (mayLeave({ role, owners: roles.filter((other) => other === 'OWNER').length })) return
  const sentence = roles.length === 1 ? say('onlyMember') : say('lastOwner')
  throw new Problem('conflict', sentence)
}

/** Everyone's role by user id. Until the transaction ends nobody else changes roles here, so that a group never loses its owner. */
export async function lockRoles(tx: Tx, groupId: string): Promise<Map<string, Role>> {
  await tx.$queryRaw`SELECT id FROM reading_groups WHERE id = ${groupId}::uuid FOR UPDATE`
  const rows = await tx.membership.findMany({ where: { groupId }, select: { userId: true, role: true } })
  return new Map(rows.map((row) => [row.userId, row.role]))
}
