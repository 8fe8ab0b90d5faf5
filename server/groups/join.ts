import 'server-only'
import type { InGroup } from '#domain/group.ts'
import {
  type AboutCode,
  type InvitationPreview,
  invitationState,
  type Join,
  type Joined,
  type WaitingInvitation,
} from '#domain/invitation.ts'
import { notFound, Problem, say } from '#domain/problem.ts'
import { accountOf, type Viewer } from '#domain/viewer.ts'
import { findGuide } from '#server/content/guides.ts'
import { db, type Tx } from '#server/db.ts'
import { currentChapter } from '#server/groups/groups.ts'
import { notify } from '#server/live/notify.ts'
import { tellSecurity } from '#server/log.ts'
import { createPersona, findIdentity, isOf, listIdentities } from '#server/personas.ts'

/** An invitation of anybody who has the link, or of the viewer alone. To others one that is for somebody is not there, nor is one into a group that is suspended. */
async function findInvitation(viewer: Viewer | null, code: string) {
  const own = viewer ? await listIdentities(accountOf(viewer)) : []
  return db().invitation.findFirst({
    where: { code, group: { suspendedAt: null }, OR: [{ inviteeId: null }, { inviteeId: { in: own } }] },
    select: {
      id: true,
      groupId: true,
      revokedAt: true,
      expiresAt: true,
      uses: true,
      maxUses: true,
      creatorId: true,
      creator: { select: { name: true } },
      invitee: { select: { name: true, persona: { select: { userId: true } } } },
      group: { select: { name: true, guide: true, holdsFirst: true } },
    },
  })
}

type Invitation = NonNullable<Awaited<ReturnType<typeof findInvitation>>>

/** Whom to ask for a new link: who made this one while they are a member, else the group's owner. */
async function whomToAsk(invitation: Invitation): Promise<string> {
  const members = await db().membership.findMany({
    where: { groupId: invitation.groupId, OR: [{ role: 'OWNER' }, { userId: { in: invitation.creatorId ? [invitation.creatorId] : [] } }] },
    select: { userId: true, user: { select: { name: true } } },
  })
  const asked = members.find(({ userId }) => userId === invitation.creatorId) ?? members[0]
  return asked?.user.name ?? 'the person who sent it'
}

/**
 * What a link leads to, for the page that asks before joining. Looking changes nothing.
 * @throws Problem `not-found` for a code that never was
 */
export async function requireInvitation(viewer: Viewer | null, { code }: AboutCode): Promise<InvitationPreview> {
  const invitation = await findInvitation(viewer, code)
  if (!invitation) throw notFound()
  const { groupId, group } = invitation
  const membership =
    viewer && (await db().membership.findFirst({ where: { groupId, user: isOf(accountOf(viewer)) }, select: { groupId: true } }))
  const preview = { code, ask: await whomToAsk(invitation), groupId: membership ? groupId : null }
  const state = invitationState(invitation, Date.now())
  if (state !== 'open') return { ...preview, state }
  const guideTitle = (await findGuide(group.guide))?.title ?? group.guide
  // Whoever was asked under a name of their own is not made known by another one without a word.
  const ownName = invitation.invitee?.persona ? invitation.invitee.name : null
  return { ...preview, state, groupName: group.name, guideTitle, inviter: invitation.creator?.name ?? null, ownName }
}

/** The name of the group that an open invitation leads to; null for no code, an unknown one or a dead link. */
export async function findInvitedGroup(code: string | null): Promise<string | null> {
  const invitation = code ? await findInvitation(null, code) : null
  return invitation && invitationState(invitation, Date.now()) === 'open' ? invitation.group.name : null
}

/**
 * Lets the viewer into the group, under a name of their own there if they give one. Who is in already stays in, whatever became of the link, and uses nothing up.
 * @returns where to go: this week's chapter
 * @throws Problem `not-found` for a code that never was; `gone` with the reason and whom to ask
 */
export async function joinGroup(viewer: Viewer, { code, name }: Join): Promise<Joined> {
  const invitation = await findInvitation(viewer, code)
  if (!invitation) throw new Problem('not-found', say('noSuchInvitation'))
  const { groupId } = invitation
  try {
    const isNew = await db().$transaction((tx) => takePlace(tx, invitation, { viewer, name }))
    if (isNew) tellSecurity('member-joined', { groupId, userId: viewer.userId })
  } catch (error) {
    throw error instanceof NoPlace ? await refusal(viewer, code) : error
  }
  return { groupId, chapter: await currentChapter(groupId, invitation.group.guide) }
}

/** Rolls the joining back. */
class NoPlace extends Error {}

type Joining = { viewer: Viewer; name: string | undefined }

/** @returns false when they have a place already */
async function takePlace(tx: Tx, { id, groupId, group }: Invitation, { viewer, name }: Joining): Promise<boolean> {
  const accountId = accountOf(viewer)
  // One after the other, so that nobody is in the group twice.
  await tx.$queryRaw`SELECT id FROM users WHERE id = ${accountId}::uuid FOR UPDATE`
  if ((await tx.membership.count({ where: { groupId, user: isOf(accountId) } })) > 0) return false
  const userId = await findWhoJoins(tx, { accountId, groupId, name, accountName: viewer.name })
  const made = await tx.membership.createMany({
    data: { groupId, userId, role: 'MEMBER', toApprove: group.holdsFirst },
    skipDuplicates: true,
  })
  if (made.count === 0) return false
  // One statement decides and counts: parallel joins wait for each other on this row.
  const counted = await tx.$executeRaw`
    UPDATE invitations SET uses = uses + 1
    WHERE id = ${id}::uuid AND revoked_at IS NULL AND expires_at > now() AND (max_uses IS NULL OR uses < max_uses)`
  if (counted === 0) throw new NoPlace()
  await notify(tx, { groupId, noun: 'member', id: userId })
  return true
}

/** Whoever was there before under a name of their own has it again; of the account's own name nothing need be made. */
async function findWhoJoins(
  tx: Tx,
  about: { accountId: string; groupId: string; name: string | undefined; accountName: string },
): Promise<string> {
  const { accountId, groupId, name, accountName } = about
  const known = await findIdentity(accountId, groupId, tx)
  if (name === undefined || (known === accountId && name === accountName)) return known
  if (known === accountId) return createPersona(tx, { accountId, groupId, name })
  await tx.user.update({ where: { id: known }, data: { name } })
  return known
}

async function refusal(viewer: Viewer, code: string): Promise<Problem> {
  const invitation = await findInvitation(viewer, code)
  if (!invitation) return notFound()
  const state = invitationState(invitation, Date.now())
  const whom = await whomToAsk(invitation)
  return new Problem('gone', say('deadInvitation', { state: state === 'used-up' ? 'usedUp' : state, whom }), { state })
}

/** Says no to an invitation that is for the viewer alone; it ends. Of one that is not theirs nothing becomes. */
export async function refuseInvitation(viewer: Viewer, { code }: AboutCode): Promise<void> {
  const inviteeId = { in: await listIdentities(accountOf(viewer)) }
  await db().invitation.updateMany({ where: { code, inviteeId, revokedAt: null }, data: { revokedAt: new Date() } })
}

/** Invitations into other groups that wait for the viewer in the inbox of this one, the newest first. */
export async function listWaitingInvitations({ userId }: Viewer, { groupId }: InGroup): Promise<WaitingInvitation[]> {
  const rows = await db().invitation.findMany({
    where: { viaGroupId: groupId, inviteeId: userId, revokedAt: null, uses: 0, expiresAt: { gt: new Date() } },
    orderBy: { createdAt: 'desc' },
    select: { code: true, createdAt: true, creator: { select: { name: true } }, group: { select: { name: true } } },
  })
  return rows.map(({ code, createdAt, creator, group }) => {
    return { code, groupName: group.name, inviter: creator?.name ?? null, createdAt: createdAt.toISOString() }
  })
}
