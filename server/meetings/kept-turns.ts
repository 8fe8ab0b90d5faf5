import 'server-only'
import type { MeetingAction } from '#domain/live-meeting/action.ts'
import type { Tx } from '#server/db.ts'
import { notify } from '#server/live/notify.ts'
import { forgetRuns } from '#server/meetings/event-rows.ts'

/** Whether a group keeps how often and how long each spoke: never where it keeps nothing of who did. */
export const keepsTurns = (group: { keepsAttendance: boolean; keepsTurns: boolean }): boolean => group.keepsAttendance && group.keepsTurns

/** What closes a session says whether its counts are kept: what the group has chosen by then, whatever a device says. */
export async function asClosed(tx: Tx, groupId: string, action: MeetingAction): Promise<MeetingAction> {
  if (action.type !== 'closed') return action
  const select = { keepsAttendance: true, keepsTurns: true }
  const group = await tx.readingGroup.findUniqueOrThrow({ where: { id: groupId }, select })
  return { type: 'closed', ...(keepsTurns(group) && { keepsTurns: true }) }
}

/** Drops what was kept of earlier sessions: choosing it again does not bring it back. */
export async function dropTurns(tx: Tx, groupId: string): Promise<void> {
  const dropped = await tx.$executeRaw`
    UPDATE meeting_events SET action = action - 'keepsTurns'
    WHERE group_id = ${groupId}::uuid AND action->>'type' = 'closed' AND action ? 'keepsTurns'`
  if (dropped === 0) return
  forgetRuns()
  // Every process forgets what it knew, as when somebody is named otherwise.
  await notify(tx, { groupId, noun: 'member', id: groupId })
}
