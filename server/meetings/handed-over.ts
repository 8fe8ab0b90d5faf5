import 'server-only'
import { MeetingRole } from '#domain/live-meeting/action.ts'
import type { HandedOver } from '#domain/live-meeting/role-wheel.ts'
import type { AboutMeeting } from '#domain/meeting.ts'
import type { Viewer } from '#domain/viewer.ts'
import { wallClock } from '#domain/wall-clock.ts'
import { formerMember } from '#messages/live-meeting.ts'
import { requireMember } from '#server/access.ts'
import { db } from '#server/db.ts'
import { readRun } from '#server/meetings/event-rows.ts'

/** So many meetings back a note to the next holder of a role still counts. */
const MEETINGS_BACK = 8

/** The latest note that the holders of each role left in the group's meetings before this one. */
export async function listHandedOver(viewer: Viewer, { groupId, meetingId }: AboutMeeting): Promise<HandedOver> {
  await requireMember(viewer, groupId)
  const meeting = await db().meeting.findFirst({ where: { id: meetingId, groupId }, select: { startsAt: true } })
  if (!meeting) return {}
  const earlier = await db().meeting.findMany({
    where: { groupId, id: { not: meetingId }, startedAt: { not: null }, startsAt: { lte: meeting.startsAt } },
    orderBy: [{ startsAt: 'desc' }, { id: 'desc' }],
    take: MEETINGS_BACK,
    select: { id: true, startsAt: true, timeZone: true },
  })
  const runs = await Promise.all(earlier.map(async (row) => ({ ...row, run: await readRun({ groupId, meetingId: row.id }) })))
  const left = MeetingRole.options.flatMap((role) => {
    const found = runs.find(({ run }) => run.handOver[role] !== undefined)
    const note = found?.run.handOver[role]
    return found && note ? [{ role, note, found }] : []
  })
  const writers = await db().user.findMany({
    where: { id: { in: left.flatMap(({ note }) => note.byId ?? []) } },
    select: { id: true, name: true },
  })
  return Object.fromEntries(
    left.map(({ role, note, found: { run, startsAt, timeZone } }) => {
      const guest = note.byId === null ? undefined : run.guests[note.byId]
      const by = guest ?? writers.find(({ id }) => id === note.byId)?.name ?? formerMember()
      return [role, { text: note.text, by, date: wallClock(startsAt.toISOString(), timeZone).date }]
    }),
  )
}
