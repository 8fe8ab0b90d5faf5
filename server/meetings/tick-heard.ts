import 'server-only'
import type { AboutMeeting } from '#domain/meeting.ts'
import type { Tx } from '#server/db.ts'

/** Ticks members who were heard in a session that is closed now, as whoever forgot to tick would be missing from its record. */
export async function tickHeard(tx: Tx, { groupId, meetingId }: AboutMeeting, people: string[]): Promise<void> {
  const members = await tx.membership.findMany({ where: { groupId, userId: { in: people } }, select: { userId: true } })
  await tx.attendance.createMany({ data: members.map(({ userId }) => ({ groupId, meetingId, userId })), skipDuplicates: true })
  const userId = { in: members.map((member) => member.userId) }
  await tx.attendance.updateMany({ where: { groupId, meetingId, userId, present: false }, data: { present: true } })
}
