import 'server-only'
import { findChapterItem } from '#domain/guide-reading.ts'
import { type MeetingItem, MOST_CHAPTERS, type RearrangeMeetings, type Rearrangement } from '#domain/meeting.ts'
import { mayPlanMeetings } from '#domain/permissions.ts'
import { notFound, Problem, say } from '#domain/problem.ts'
import { rearrange } from '#domain/rearrange.ts'
import type { Viewer } from '#domain/viewer.ts'
import { requireMember, requireRight } from '#server/access.ts'
import { requireGuide } from '#server/content/guides.ts'
import { db, type Tx } from '#server/db.ts'
import { notify } from '#server/live/notify.ts'
import { listMeetings } from '#server/meetings/meetings.ts'
import { readPlan, writePlanned } from '#server/meetings/plan-rows.ts'

/**
 * Skips, splits, merges or adds a meeting, and moves those after it along when asked. Sent twice it does what once does.
 * @returns all meetings of the group as they are now
 * @throws Problem `conflict` when the meeting has changed since, `invalid` when the plan has no place for the change
 */
export async function rearrangeMeetings(viewer: Viewer, { groupId, change }: RearrangeMeetings): Promise<MeetingItem[]> {
  const member = await requireMember(viewer, groupId)
  requireRight(mayPlanMeetings(member.role), say('mayMoveSessions'))
  if (change.kind === 'ADD' && !findChapterItem(await requireGuide(member.guide), change.chapter))
    throw new Problem('invalid', say('planNeedsChapter'))
  await db().$transaction((tx) => apply(tx, groupId, change))
  return listMeetings(viewer, { groupId })
}

async function apply(tx: Tx, groupId: string, change: Rearrangement): Promise<void> {
  const plan = await readPlan(tx, groupId)
  if ('newId' in change && (await isMade(tx, groupId, change.newId))) return
  if ('meetingId' in change) await requireUnchanged(tx, groupId, change)
  const changed = rearrange(plan, change)
  if (changed.length === 0) throw new Problem('invalid', say('nothingToRearrange'))
  if (changed.some(({ chapters }) => chapters.length > MOST_CHAPTERS))
    throw new Problem('invalid', say('sessionTooFull', { limit: MOST_CHAPTERS }))
  for (const item of changed) await writePlanned(tx, groupId, item)
  await notify(tx, { groupId, noun: 'meeting', id: changed[0]?.id ?? groupId })
}

/** @throws Problem `conflict` where the id is another group's */
async function isMade(tx: Tx, groupId: string, id: string): Promise<boolean> {
  const made = await tx.meeting.findUnique({ where: { id }, select: { groupId: true } })
  if (made && made.groupId !== groupId) throw new Problem('conflict', say('planFailed'))
  return made !== null
}

async function requireUnchanged(tx: Tx, groupId: string, { meetingId, version }: { meetingId: string; version: number }): Promise<void> {
  const row = await tx.meeting.findFirst({ where: { id: meetingId, groupId }, select: { version: true } })
  if (!row) throw notFound()
  if (row.version !== version) throw new Problem('conflict', say('sessionChanged'))
}
