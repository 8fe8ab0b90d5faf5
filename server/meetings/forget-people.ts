import 'server-only'
import type { AboutMeeting } from '#domain/meeting.ts'
import { db, type Tx } from '#server/db.ts'
import { notify } from '#server/live/notify.ts'
import { log } from '#server/log.ts'
import { forgetRuns } from '#server/meetings/event-rows.ts'
import { OF_PEOPLE } from '#server/meetings/people-of-events.ts'

/** Whether a group keeps who was there and who spoke once a session is over. */
export async function keepsPeople(tx: Tx, groupId: string): Promise<boolean> {
  return (await tx.readingGroup.findUniqueOrThrow({ where: { id: groupId }, select: { keepsAttendance: true } })).keepsAttendance
}

/**
 * Forgets who was at a session, who spoke, read and held which role, who answered what and who wrote which line. The minutes and the answers stay, without
 * names; a to-do keeps whoever took it on.
 */
export async function forgetPeople(tx: Tx, { groupId, meetingId }: AboutMeeting): Promise<void> {
  await tx.$executeRaw`
    UPDATE meeting_events SET actor_id = NULL, sealed = NULL, action = CASE
      WHEN action->>'type' = ANY(${OF_PEOPLE}::text[]) THEN '{"type": "forgotten"}'::jsonb
      WHEN action->>'type' = 'gathering-shown' THEN jsonb_set(action, '{personId}', to_jsonb(gen_random_uuid()::text))
      ELSE action - 'byId' END
    WHERE group_id = ${groupId}::uuid AND meeting_id = ${meetingId}::uuid AND (
      actor_id IS NOT NULL OR sealed IS NOT NULL OR action ? 'byId' OR action->>'type' = ANY(${OF_PEOPLE}::text[]))`
  // Every process forgets what it knew, as when somebody is named otherwise.
  await notify(tx, { groupId, noun: 'member', id: meetingId }, { groupId, noun: 'meeting', id: meetingId })
}

/** So long after its planned end a session is over, also where nobody has closed it. Hours. */
const OVER = 12

/**
 * Forgets people at the sessions that are over in groups that keep none.
 * @returns of how many sessions
 */
export async function forgetPeopleWhereDue(now = new Date()): Promise<number> {
  const due = await db().$queryRaw<AboutMeeting[]>`
    SELECT m.group_id AS "groupId", m.id AS "meetingId" FROM meetings m JOIN reading_groups g ON g.id = m.group_id AND NOT g.keeps_attendance
    WHERE (m.closed_at IS NOT NULL OR m.starts_at + make_interval(mins => m.minutes, hours => ${OVER}) < ${now}) AND EXISTS (
      SELECT FROM meeting_events e WHERE e.meeting_id = m.id
        AND (e.actor_id IS NOT NULL OR e.sealed IS NOT NULL OR e.action->>'type' = ANY(${OF_PEOPLE}::text[])))`
  for (const about of due) await db().$transaction((tx) => forgetPeople(tx, about))
  if (due.length > 0) {
    forgetRuns()
    log().info({ sessions: due.length }, 'people at sessions forgotten')
  }
  return due.length
}
