import 'server-only'
import { Problem, say } from '#domain/problem.ts'
import type { Tx } from '#server/db.ts'

/** Screens of a live session hold the ids of those who are there: meanwhile nobody becomes somebody else. */
export async function isLive(tx: Tx, groupId: string): Promise<boolean> {
  return (await tx.meeting.count({ where: { groupId, status: 'SCHEDULED', startedAt: { not: null }, closedAt: null } })) > 0
}

/** @throws Problem `conflict` */
export async function requireNoLiveMeeting(tx: Tx, groupId: string): Promise<void> {
  if (await isLive(tx, groupId)) throw new Problem('conflict', say('claimWhileLive'))
}
