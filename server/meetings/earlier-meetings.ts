import 'server-only'
import type { AboutMeeting } from '#domain/meeting.ts'
import { db } from '#server/db.ts'

/**
 * The group's meetings before this one, the latest first; those that never began do not count.
 * @param most how many at most
 * @returns their ids
 */
export async function listEarlierMeetings({ groupId, meetingId }: AboutMeeting, most: number): Promise<string[]> {
  const meetings = await db().meeting.findMany({
    where: { groupId, id: { not: meetingId }, startedAt: { not: null } },
    orderBy: { startedAt: 'desc' },
    take: most,
    select: { id: true },
  })
  return meetings.map(({ id }) => id)
}
