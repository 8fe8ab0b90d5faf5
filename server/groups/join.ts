import 'server-only'
import type { InGroup } from '#domain/group.ts'
import { type InvitationPreview, invitationState, type Join, type Joined, type WaitingInvitation } from '#domain/invitation.ts'
import { notFound, Problem, say } from '#domain/problem.ts'
import type { Viewer } from '#domain/viewer.ts'
import { findGuide } from '#server/content/guides.ts'
import { db, type Tx } from '#server/db.ts'
import { currentChapter } from '#server/groups/groups.ts'
import { notify } from '#server/live/notify.ts'
import { tellSecurity } from '#server/log.ts'

/** An invitation of anybody who has the link, or of the viewer alone. To others one that is for somebody is not there, nor is one into a group that is suspended. */
async function findInvitation(viewer: Viewer | null, code: string) {
  return db().invitation.findFirst({
    where: { code, group: { suspendedAt: null }, OR: [{ inviteeId: null }, { inviteeId: { in: viewer ? [viewer.userId] : [] } }] },
    select: {
      id: true,
      groupId: true,
      revokedAt: true,
      expiresAt: true,
      uses: true,
      maxUses: true,
      creatorId: true,
      creator: { select: { name: true } },
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
export async function requireInvitation(viewer: Viewer | null, { code }: Join): Promise<InvitationPreview> {
  const invitation = await findInvitation(viewer, code)
  if (!invitation) throw notFound()
  const { groupId, group } = invitation
  const membership = viewer && (await db().membership.findUnique({ where: { groupId_userId: { groupId, userId: viewer.userId } } }))
  const preview = { code, ask: await whomToAsk(invitation), groupId: membership ? groupId : null }
  const state = invitationState(invitation, Date.now())
  if (state !== 'open') return { ...preview, state }
  const guideTitle = (await findGuide(group.guide))?.title ?? group.guide
  return { ...preview, state, groupName: group.name, guideTitle, inviter: invitation.creator?.name ?? null }
}

/** The name of the group that an open invitation leads to; null for no code, an unknown one or a dead link. */
export async function findInvitedGroup(code: string | null): Promise<string | null> {
  const invitation = code ? await findInvitation(null, code) : null
  return invitation && invitationState(invitation, Date.now()) === 'open' ? invitation.group.name : null
}

/**
 * Lets the viewer into the group. Who is in already stays in, whatever became of the link, and uses nothing up.
 * @returns where to go: this week's chapter
 * @throws Problem `not-found` for a code that never was; `gone` with the reason and whom to ask
 */
export async function joinGroup(viewer: Viewer, { code }: Join): Promise<Joined> {
  const invitation = await findInvitation(viewer, code)
  if (!invitation) throw new Problem('not-found', say('noSuchInvitation'))
  const { groupId } = invitation
  try {
    const isNew = await db().$transaction((tx) => takePlace(tx, invitation, viewer.userId))
    if (isNew) tellSecurity('member-joined', { groupId, userId: viewer.userId })
  } catch (error) {
    throw error instanceof NoPlace ? await refusal(viewer, code) : error
  }
  return { groupId, chapter: await currentChapter(groupId, invitation.group.guide) }
}

/** Rolls the joining back. */
class NoPlace extends Error {}

/** @returns false when they have a place already */
async function takePlace(tx: Tx, { id, groupId, group }: Invitation, userId: string): Promise<boolean> {
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

async function refusal(viewer: Viewer, code: string): Promise<Problem> {
  const invitation = await findInvitation(viewer, code)
  if (!invitation) return notFound()
  const state = invitationState(invitation, Date.now())
  const whom = await whomToAsk(invitation)
  return new Problem('gone', say('deadInvitation', { state: state === 'used-up' ? 'usedUp' : state, whom }), { state })
}

/** Says no to an invitation that is for the viewer alone; it ends. Of one that is not theirs nothing becomes. */
export async function refuseInvitation({ userId }: Viewer, { code }: Join): Promise<void> {
  await db().invitation.updateMany({ where: { code, inviteeId: userId, revokedAt: null }, data: { revokedAt: new Date() } })
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
