import 'server-only'
import type { LiveEvent } from '#domain/live.ts'
import type { AboutMeeting } from '#domain/meeting.ts'
import { isTaken, Prisma } from '#server/db.ts'
import { CHANNEL } from '#server/live/notify.ts'
import type { toRow } from '#server/meetings/people-of-events.ts'
import { statement } from '#server/statement.ts'

const WRITE = statement<unknown, AboutMeeting & { first: number; rows: string; told: string }>(
  ({ groupId, meetingId, first, rows, told }) => Prisma.sql`
    WITH meeting AS MATERIALIZED (
      SELECT id, group_id FROM meetings
      WHERE id = ${meetingId}::uuid AND group_id = ${groupId}::uuid AND status <> 'CANCELLED'
        AND ${first}::int = 1 + coalesce((SELECT max(seq) FROM meeting_events WHERE meeting_id = ${meetingId}::uuid), 0)
      FOR UPDATE
    ), written AS (
      INSERT INTO meeting_events (id, group_id, meeting_id, seq, actor_id, action, at, sealed)
      SELECT e.id, m.group_id, m.id, e.seq, e."actorId", e.action, e.at, e.sealed
      FROM meeting m, jsonb_to_recordset(${rows}::jsonb) AS e (id uuid, seq int, "actorId" uuid, action jsonb, at timestamptz, sealed text)
      RETURNING seq
    )
    SELECT pg_notify(${CHANNEL}, ${told}::text) FROM (SELECT count(*) AS many FROM written) w WHERE w.many > 0`,
)

/**
 * Writes events behind the one that this process knows as the last, and tells of them, in one statement: while people talk in turn that is so
 * nearly always. The meeting's row is locked as everywhere, so nobody else writes meanwhile; who wrote just before took the same number, which
 * the table refuses.
 * @param events as they are stored, numbered from the last known one on
 * @param told what every process hears of them
 * @returns whether they are written: where not, what is known may be old, one of them may have been sent before, or the meeting is cancelled
 */
export async function appendQuickly(
  { groupId, meetingId }: AboutMeeting,
  events: ReturnType<typeof toRow>[],
  told: LiveEvent,
): Promise<boolean> {
  const first = events[0]?.seq ?? 0
  const rows = JSON.stringify(events)
  try {
    const written = await WRITE({ groupId, meetingId, first, rows, told: JSON.stringify(told) })
    return written.length > 0
  } catch (error) {
    if (isTaken(error)) return false
    throw error
  }
}
