import 'server-only'
import { notFound } from '#domain/problem.ts'
import type { AboutGuest } from '#domain/slip.ts'
import type { Tx } from '#server/db.ts'
import { toEvent } from '#server/meetings/event-rows.ts'

/**
 * Takes a guest out of a meeting, who is a member from now on, under the id that everything there names them by: what they said and wrote stays
 * theirs, and their name is kept in one place.
 * @throws Problem `not-found` where the meeting has no such guest
 */
export async function takeGuest(tx: Tx, { groupId, meetingId, guestId: id }: AboutGuest): Promise<{ id: string; name: string }> {
  const where = { groupId, meetingId, action: { path: ['type'], equals: 'guest-added' } }
  const rows = await tx.meetingEvent.findMany({ where, orderBy: { seq: 'asc' } })
  const added = rows.map(toEvent).flatMap(({ id: eventId, action }) => {
    return action.type === 'guest-added' && action.guestId === id ? [{ eventId, name: action.name }] : []
  })
  const [first] = added
  // Ids come from devices: one that is somebody's already is no guest's.
  if (!first || (await tx.user.count({ where: { id } })) > 0) throw notFound()
  // Events are numbered without gaps: it becomes one in which nothing happens.
  const theirs = { groupId, meetingId, id: { in: added.map(({ eventId }) => eventId) } }
  await tx.meetingEvent.updateMany({ where: theirs, data: { action: { type: 'forgotten' } } })
  return { id, name: first.name }
}
