import 'server-only'
import type { InGroup } from '#domain/group.ts'
import { type AboutInvitation, type CreateInvitation, INVITATION_DAYS, type InvitationItem, invitationState } from '#domain/invitation.ts'
import { mayInvite } from '#domain/permissions.ts'
import { notFound, Problem, say } from '#domain/problem.ts'
import type { Viewer } from '#domain/viewer.ts'
import { requireMember, requireRight } from '#server/access.ts'
import { db, isDuplicate, type Tx } from '#server/db.ts'
import { newInvitationCode } from '#server/groups/invitation-code.ts'
import { tellSecurity } from '#server/log.ts'

const DAY = 24 * 3600 * 1000
const WITH_CREATOR = { creator: { select: { name: true } }, invitee: { select: { name: true } } }

type Row = Omit<InvitationItem, 'state' | 'creator' | 'invitee' | 'createdAt' | 'expiresAt'> & {
  creator: { name: string } | null
  invitee: { name: string } | null
  createdAt: Date
  expiresAt: Date
  revokedAt: Date | null
}

function toItem(row: Row): InvitationItem {
  return {
    id: row.id,
    code: row.code,
    state: invitationState(row, Date.now()),
    creator: row.creator?.name ?? null,
    createdAt: row.createdAt.toISOString(),
    expiresAt: row.expiresAt.toISOString(),
    uses: row.uses,
    maxUses: row.maxUses,
    invitee: row.invitee?.name ?? null,
  }
}

async function requireInviter(viewer: Viewer, groupId: string): Promise<void> {
  const { role } = await requireMember(viewer, groupId)
  requireRight(mayInvite(role), say('mayInvite'))
}

/**
 * The group's invitations, the newest first, dead ones too.
 * @throws Problem `forbidden` to members without a role
 */
export async function listInvitations(viewer: Viewer, { groupId }: InGroup): Promise<InvitationItem[]> {
  await requireInviter(viewer, groupId)
  const orderBy = [{ createdAt: 'desc' as const }, { id: 'desc' as const }]
  const rows = await db().invitation.findMany({ where: { groupId }, orderBy, include: WITH_CREATOR })
  return rows.map(toItem)
}

/**
 * Makes a link that lets people in. Sent again it changes nothing and answers the same.
 * @throws Problem `forbidden` to members without a role, `conflict` when the id is another's
 */
export async function createInvitation(viewer: Viewer, input: CreateInvitation): Promise<InvitationItem> {
  const { groupId, id, days = INVITATION_DAYS, maxUses = null } = input
  await requireInviter(viewer, groupId)
  const expiresAt = new Date(Date.now() + days * DAY)
  const data = { id, groupId, code: newInvitationCode(), creatorId: viewer.userId, expiresAt, maxUses }
  try {
    const made = await db().invitation.create({ data, include: WITH_CREATOR })
    tellSecurity('invitation-made', { groupId, userId: viewer.userId, invitationId: id })
    return toItem(made)
  } catch (error) {
    if (!isDuplicate(error)) throw error
    const before = await db().invitation.findFirst({ where: { id, groupId, creatorId: viewer.userId }, include: WITH_CREATOR })
    if (!before) throw new Problem('conflict', say('invitationFormUsed'))
    return toItem(before)
  }
}

/** Ends a group's open invitations: those that one person made, or all. */
export async function withdrawInvitations(tx: Tx, groupId: string, whose: 'all' | string): Promise<void> {
  const open = { groupId, revokedAt: null, expiresAt: { gt: new Date() } }
  const where = whose === 'all' ? open : { ...open, creatorId: whose }
  await tx.invitation.updateMany({ where, data: { revokedAt: new Date() } })
}

/**
 * Ends an invitation at once; ending it again is harmless.
 * @throws Problem `forbidden` to members without a role
 */
export async function removeInvitation(viewer: Viewer, { groupId, invitationId }: AboutInvitation): Promise<void> {
  await requireInviter(viewer, groupId)
  const { count } = await db().invitation.updateMany({
    where: { id: invitationId, groupId, revokedAt: null },
    data: { revokedAt: new Date() },
  })
  if (count > 0) {
    tellSecurity('invitation-revoked', { groupId, userId: viewer.userId, invitationId })
    return
  }
  const before = await db().invitation.findFirst({ where: { id: invitationId, groupId }, select: { id: true } })
  if (!before) throw notFound()
}
