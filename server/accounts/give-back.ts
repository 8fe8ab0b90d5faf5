import 'server-only'
import type { ReturnItem } from '#domain/return.ts'
import type { Viewer } from '#domain/viewer.ts'
import { requireMember } from '#server/access.ts'
import { db, Prisma, type Tx } from '#server/db.ts'
import { isLive } from '#server/groups/live-meeting.ts'
import { mergePeople } from '#server/groups/merge-people.ts'
import { movePerson } from '#server/groups/move-person.ts'
import { notify } from '#server/live/notify.ts'
import { log, tellSecurity } from '#server/log.ts'
import { forgetRuns } from '#server/meetings/event-rows.ts'
import { createPersona, findIdentity } from '#server/personas.ts'
import { notes } from '#server/visibility.ts'

const ALL = Prisma.sql`true`
const STANDS = Prisma.sql`t.removal IS DISTINCT FROM 'WITHDRAWN'`

/**
 * Which rows of a member go along with their place: what the group has seen under their name, and what it has decided with them. What it has not
 * seen, or not as theirs, stays with the account that is lost: whoever takes the place may be somebody else.
 */
export const GOES: Record<string, Prisma.Sql | null> = {
  'annotations.creator_id': Prisma.sql`${notes.ofGroupSql('t')} AND ${STANDS}`,
  'annotations.removed_by_id': STANDS,
  'answers.creator_id': Prisma.sql`t.sharing = 'NAMED' AND ${STANDS}`,
  'answers.removed_by_id': STANDS,
  'attendances.user_id': ALL,
  'comments.creator_id': Prisma.sql`${STANDS} AND NOT EXISTS (
    SELECT FROM threads s LEFT JOIN annotations n ON n.id = s.annotation_id LEFT JOIN answers w ON w.id = s.answer_id
    WHERE s.id = t.thread_id AND (NOT ${notes.ofGroupSql('n')} OR w.sharing <> 'NAMED' AND w.creator_id = t.creator_id))`,
  'comments.removed_by_id': STANDS,
  'flags.user_id': null,
  'group_answer_steps.actor_id': ALL,
  'group_answer_updates.actor_id': ALL,
  'group_answer_versions.creator_id': ALL,
  'group_questions.creator_id': Prisma.sql`${STANDS} AND t.status <> 'DECLINED'`,
  'group_questions.decider_id': ALL,
  'group_questions.removed_by_id': STANDS,
  'invitations.creator_id': ALL,
  'meeting_events.actor_id': ALL,
  'meeting_summaries.creator_id': ALL,
  'memberships.user_id': ALL,
  'moderation_entries.actor_id': Prisma.sql`t.act <> 'REPLY'`,
  'moderation_entries.creator_id': null,
  'mutes.muted_id': ALL,
  'mutes.user_id': null,
  'passage_changes.actor_id': Prisma.sql`EXISTS (SELECT FROM annotations n WHERE n.id = t.annotation_id AND ${notes.ofGroupSql('n')})`,
  'positions.user_id': Prisma.sql`t.named`,
  'question_votes.user_id': null,
  'reactions.user_id': ALL,
  'returns.creator_id': ALL,
  'returns.user_id': ALL,
  'threads.resolved_by_id': ALL,
  'unclear_marks.user_id': null,
  'visits.user_id': null,
}

/** Gives the places whose time has come to those who wait for them. @returns how many */
export async function giveBackDue(now = new Date()): Promise<number> {
  const due = await db().return.findMany({
    where: { dueAt: { lte: now }, stoppedAt: null, doneAt: null },
    select: { id: true, groupId: true },
  })
  let done = 0
  for (const { id, groupId } of due) {
    // What is wrong with one of them is no reason to leave out the others.
    const isDone = await db()
      .$transaction((tx) => giveBack(tx, { id, groupId, now }), { timeout: 60_000 })
      .catch((error: unknown) => {
        log().error({ err: error, groupId }, 'a place could not be given back')
        return false
      })
    if (!isDone) continue
    forgetRuns()
    tellSecurity('return-done', { groupId, returnId: id })
    done += 1
  }
  return done
}

/** @returns false while a session is live: then the next job does it */
async function giveBack(tx: Tx, { id, groupId, now }: { id: string; groupId: string; now: Date }): Promise<boolean> {
  await tx.$queryRaw`SELECT id FROM reading_groups WHERE id = ${groupId}::uuid FOR UPDATE`
  const row = await tx.return.findFirst({
    where: { id, stoppedAt: null, doneAt: null },
    select: { claimantId: true, claimant: { select: { suspendedAt: true } }, user: { select: { id: true, name: true } } },
  })
  if (!row || (await isLive(tx, groupId))) return false
  const { claimantId, claimant, user } = row
  const member =
    user && (await tx.membership.findUnique({ where: { groupId_userId: { groupId, userId: user.id } }, select: { role: true } }))
  // Whose place it was has left, or owns the group by now; or whoever waited is gone: nobody gets it.
  if (!claimantId || !claimant || claimant.suspendedAt !== null || !user || !member || member.role === 'OWNER') {
    await tx.return.update({ where: { id }, data: { stoppedAt: now } })
    return false
  }
  await handOn(tx, { groupId, from: user.id, name: user.name, accountId: claimantId })
  await tx.return.update({ where: { id }, data: { doneAt: now } })
  return true
}

/** The place goes to an account: as a name of its own in the group, or to who it is there already. Secret addresses and mail end. */
async function handOn(tx: Tx, { groupId, from, name, accountId }: { groupId: string; from: string; name: string; accountId: string }) {
  // On its way it is nobody's but the name's own, so that what stays behind is not made one with what the account has there.
  const { id: between } = await tx.user.create({ data: { name }, select: { id: true } })
  await movePerson(tx, { groupId, from, to: between }, ({ table, column }) => GOES[`${table}.${column}`] ?? null)
  const quiet = { calendarKey: null, feedKey: null, mail: 'OFF', mailZone: '' } as const
  await tx.membership.updateMany({ where: { groupId, userId: between }, data: quiet })
  await tx.letter.deleteMany({ where: { groupId, userId: between } })
  await tx.reminder.deleteMany({ where: { groupId, userId: between } })
  const known = await findIdentity(accountId, groupId, tx)
  const isThere = known !== accountId || (await tx.membership.count({ where: { groupId, userId: known } })) > 0
  const to = isThere ? known : await createPersona(tx, { groupId, accountId, name })
  await mergePeople(tx, { groupId, from: between, to })
  if (!isThere) await mergePeople(tx, { groupId, from: accountId, to })
  await tx.user.delete({ where: { id: between } })
  await notify(tx, { groupId, noun: 'member', id: from }, { groupId, noun: 'member', id: to }, { groupId, noun: 'group', id: groupId })
}

/** So many are shown, the newest first. */
const SHOWN = 50

/** The ways back that were opened in a group, for everybody in it to see. */
export async function listReturns(viewer: Viewer, { groupId }: { groupId: string }): Promise<ReturnItem[]> {
  const { role, userId } = await requireMember(viewer, groupId)
  const NAME = { select: { name: true } } as const
  const rows = await db().return.findMany({
    where: { groupId },
    orderBy: { createdAt: 'desc' },
    take: SHOWN,
    include: { user: NAME, creator: NAME },
  })
  return rows.map((row): ReturnItem => {
    const moment = (at: Date | null) => at?.toISOString() ?? null
    const state = stateOf(row)
    const isOpen = state === 'PRINTED' || state === 'CLAIMED'
    return {
      ...{ id: row.id, name: row.user?.name ?? null, by: row.creator?.name ?? null, state },
      ...{ printedAt: row.createdAt.toISOString(), claimedAt: moment(row.claimedAt), dueAt: moment(row.dueAt) },
      endedAt: moment(row.doneAt ?? row.stoppedAt),
      can: { stop: isOpen && (role === 'OWNER' || row.userId === userId) },
    }
  })
}

type Ends = { doneAt: Date | null; stoppedAt: Date | null; claimedAt: Date | null; expiresAt: Date }

function stateOf({ doneAt, stoppedAt, claimedAt, expiresAt }: Ends): ReturnItem['state'] {
  if (doneAt) return 'DONE'
  if (stoppedAt) return 'STOPPED'
  if (claimedAt) return 'CLAIMED'
  return expiresAt > new Date() ? 'PRINTED' : 'EXPIRED'
}
