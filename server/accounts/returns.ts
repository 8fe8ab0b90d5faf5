import 'server-only'
import { mayHelpBack } from '#domain/permissions.ts'
import { notFound, Problem, say } from '#domain/problem.ts'
import { type OwnReturn, type PrintReturn, RETURN_COUNTS, RETURN_WAITS, type StopReturn } from '#domain/return.ts'
import type { Claimed } from '#domain/slip.ts'
import { accountOf, type Viewer } from '#domain/viewer.ts'
import * as m from '#messages/returns.ts'
import { requireMember, requireRight } from '#server/access.ts'
import { printedCode } from '#server/accounts/print-slip.ts'
import { hashOf, newCode } from '#server/accounts/slips.ts'
import { tellOfReturn } from '#server/accounts/tell-of-return.ts'
import { db } from '#server/db.ts'
import { WITHOUT_WAY_IN } from '#server/groups/unclaimed.ts'
import { notify } from '#server/live/notify.ts'
import { tellSecurity } from '#server/log.ts'

const DAY = 24 * 3_600_000
/** Nothing has come of it yet. */
const OPEN = { stoppedAt: null, doneAt: null } as const
/** It leads somewhere, or somebody is on the way by it. */
const underWay = () => ({ ...OPEN, OR: [{ claimedAt: { not: null } }, { expiresAt: { gt: new Date() } }] })

/**
 * Prints the code by which a member has their place in the group again who has lost every way into their account. The account is told at once. A code
 * that was printed before counts no more.
 * @returns a PDF; its code can be read nowhere else
 * @throws Problem `not-found`, also for who was added by name and has a slip; `forbidden` but for the owner; `conflict` while somebody waits for the place
 */
export async function printReturn(viewer: Viewer, { groupId, userId }: PrintReturn, { request }: { request: Request }): Promise<Response> {
  const { role, groupName } = await requireMember(viewer, groupId)
  const code = newCode()
  const name = await db().$transaction(async (tx) => {
    await tx.$queryRaw`SELECT id FROM reading_groups WHERE id = ${groupId}::uuid FOR UPDATE`
    const select = { role: true, user: { select: { name: true } } }
    const member = await tx.membership.findFirst({ where: { groupId, userId, user: { NOT: WITHOUT_WAY_IN } }, select })
    requireRight(role === 'OWNER', say('mayHelpBack'))
    if (!member) throw notFound()
    requireRight(mayHelpBack({ role, memberRole: member.role, isSelf: userId === viewer.userId }), say('mayHelpBack'))
    const about = { groupId, userId, ...OPEN }
    if ((await tx.return.count({ where: { ...about, claimedAt: { not: null } } })) > 0) throw new Problem('conflict', say('returnUnderWay'))
    await tx.return.updateMany({ where: about, data: { stoppedAt: new Date() } })
    const expiresAt = new Date(Date.now() + RETURN_COUNTS * DAY)
    await tx.return.create({ data: { groupId, userId, creatorId: viewer.userId, codeHash: hashOf(code.replaceAll('-', '')), expiresAt } })
    await notify(tx, { groupId, noun: 'group', id: groupId })
    return member.user.name
  })
  tellSecurity('return-printed', { groupId, userId, by: viewer.userId })
  await tellOfReturn({ userId, groupName, dueAt: null })
  return printedCode(
    { name, groupName, code, lead: m.printedLead({ days: RETURN_WAITS }), once: m.printedOnce({ days: RETURN_COUNTS }) },
    request,
  )
}

/** What a code of this kind says to whoever holds it; null for one that is none, or that somebody has used. */
export async function findReturn(code: string): Promise<{ code: string; name: string; groupName: string } | null> {
  const row = await db().return.findFirst({
    where: { codeHash: hashOf(code), claimedAt: null, expiresAt: { gt: new Date() }, ...OPEN },
    select: { user: { select: { name: true } }, group: { select: { name: true } } },
  })
  return row?.user ? { code, name: row.user.name, groupName: row.group.name } : null
}

/**
 * Uses a code up: from now on its holder waits for the place, and the member who has it is told in every way there is.
 * @throws Problem `conflict` where somebody has used it meanwhile, and for one's own place
 */
export async function claimReturn(accountId: string, code: string): Promise<Claimed> {
  const now = new Date()
  const dueAt = new Date(now.getTime() + RETURN_WAITS * DAY)
  const row = await db().$transaction(async (tx) => {
    const found = await tx.return.findUnique({
      where: { codeHash: hashOf(code) },
      select: { id: true, groupId: true, group: { select: { name: true } }, user: { select: { id: true, name: true, persona: true } } },
    })
    if (!found?.user) throw new Problem('conflict', say('slipUnknown'))
    if ((found.user.persona?.accountId ?? found.user.id) === accountId) throw new Problem('conflict', say('ownPlace'))
    const where = { id: found.id, claimedAt: null, expiresAt: { gt: now }, ...OPEN }
    const { count } = await tx.return.updateMany({ where, data: { claimantId: accountId, claimedAt: now, dueAt } })
    if (count === 0) throw new Problem('conflict', say('slipUnknown'))
    await notify(tx, { groupId: found.groupId, noun: 'group', id: found.groupId })
    return { groupId: found.groupId, groupName: found.group.name, userId: found.user.id, name: found.user.name }
  })
  tellSecurity('return-claimed', { groupId: row.groupId, userId: row.userId, by: accountId })
  await tellOfReturn({ ...row, dueAt })
  return { groupId: row.groupId, groupName: row.groupName, name: row.name, dueAt: dueAt.toISOString(), answersDoubled: 0 }
}

/** The way back to the viewer's own place that somebody may come by; null where nobody can. */
export async function findOwnReturn({ userId }: Viewer, { groupId }: { groupId: string }): Promise<OwnReturn | null> {
  const row = await db().return.findFirst({
    where: { groupId, userId, ...underWay() },
    orderBy: { createdAt: 'desc' },
    select: { id: true, claimedAt: true, dueAt: true, creator: { select: { name: true } } },
  })
  if (!row) return null
  const moment = (at: Date | null) => at?.toISOString() ?? null
  return { id: row.id, by: row.creator?.name ?? null, claimedAt: moment(row.claimedAt), dueAt: moment(row.dueAt) }
}

/**
 * Ends a way back: the member whose place it is says that they are still there, or the owner thinks better of it.
 * @throws Problem `not-found`; `forbidden` to all others; `conflict` where it has ended already
 */
export async function stopReturn(viewer: Viewer, { groupId, returnId }: StopReturn): Promise<void> {
  const { role, userId } = await requireMember(viewer, groupId)
  const row = await db().return.findFirst({ where: { id: returnId, groupId }, select: { userId: true } })
  if (!row) throw notFound()
  requireRight(row.userId === userId || role === 'OWNER', say('mayHelpBack'))
  await db().$transaction(async (tx) => {
    const { count } = await tx.return.updateMany({ where: { id: returnId, groupId, ...underWay() }, data: { stoppedAt: new Date() } })
    if (count === 0) throw new Problem('conflict', say('returnOver'))
    await notify(tx, { groupId, noun: 'group', id: groupId })
  })
  tellSecurity('return-stopped', { groupId, userId: row.userId ?? '', by: accountOf(viewer) })
}
