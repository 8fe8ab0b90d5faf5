import 'server-only'
import { Problem, say } from '#domain/problem.ts'
import type { ClaimCode, Claimed } from '#domain/slip.ts'
import { accountOf, type Viewer } from '#domain/viewer.ts'
import { claimReturn, findReturn } from '#server/accounts/returns.ts'
import { findSlip, spendSlip } from '#server/accounts/slips.ts'
import { db, type Tx } from '#server/db.ts'
import { requireNoLiveMeeting } from '#server/groups/live-meeting.ts'
import { mergePeople } from '#server/groups/merge-people.ts'
import { WITHOUT_WAY_IN } from '#server/groups/unclaimed.ts'
import { notify } from '#server/live/notify.ts'
import { tellSecurity } from '#server/log.ts'
import { forgetRuns } from '#server/meetings/event-rows.ts'
import { findIdentity } from '#server/personas.ts'

/**
 * Uses a printed code with the account that the viewer is signed in to: the name on a slip is theirs at once, with all that was written under it; a
 * member's place after a while.
 * @throws Problem `invalid` for a code that is none; `conflict` where it has been used meanwhile, or while a session is live
 */
export async function claimCode(viewer: Viewer, { code }: ClaimCode): Promise<Claimed> {
  const slip = await findSlip(code)
  if (slip) return takeOverName(accountOf(viewer), slip)
  const way = await findReturn(code)
  if (way) return claimReturn(accountOf(viewer), code)
  throw new Problem('invalid', say('slipUnknown'), { fields: { code: say('slipUnknown') } })
}

type Slip = NonNullable<Awaited<ReturnType<typeof findSlip>>>

async function takeOverName(accountId: string, { userId, groupId, groupName, name, code }: Slip): Promise<Claimed> {
  const answersDoubled = await db().$transaction(async (tx) => {
    await tx.$queryRaw`SELECT id FROM reading_groups WHERE id = ${groupId}::uuid FOR UPDATE`
    await spendSlip(tx, userId, code)
    await tx.user.findFirstOrThrow({ where: { id: userId, AND: [WITHOUT_WAY_IN] }, select: { id: true } })
    const doubled = await becomeOne(tx, { accountId, groupId, userId })
    await notify(tx, { groupId, noun: 'member', id: userId }, { groupId, noun: 'group', id: groupId })
    return doubled
  })
  forgetRuns()
  tellSecurity('name-taken-over', { groupId, userId, by: accountId })
  return { groupId, groupName, name, dueAt: null, answersDoubled }
}

type Somebody = { accountId: string; groupId: string; userId: string }

/**
 * Makes the account of somebody and a name of the group one person there. Who has no place in it yet is that name from now on, as a name of their
 * own; who has one keeps it, and the name's words are theirs.
 */
async function becomeOne(tx: Tx, { accountId, groupId, userId }: Somebody): Promise<number> {
  const known = await findIdentity(accountId, groupId, tx)
  const isThere = known !== accountId || (await tx.membership.count({ where: { groupId, userId: known } })) > 0
  if (!isThere) await tx.persona.create({ data: { userId, accountId, groupId } })
  else await requireNoLiveMeeting(tx, groupId)
  // What they may have written before they left is theirs here too.
  const move = isThere ? { groupId, from: userId, to: known } : { groupId, from: accountId, to: userId }
  const { answersDoubled } = await mergePeople(tx, move)
  if (isThere) await tx.user.delete({ where: { id: userId } })
  return answersDoubled
}
