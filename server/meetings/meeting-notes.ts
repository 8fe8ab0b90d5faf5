import 'server-only'
import type { Notes, UpdateNotes } from '#domain/meeting.ts'
import { notFound, Problem, say } from '#domain/problem.ts'
import type { Viewer } from '#domain/viewer.ts'
import { requireMember } from '#server/access.ts'
import { db } from '#server/db.ts'
import { notify } from '#server/live/notify.ts'

const NOTES = { notes: true, notesVersion: true } as const

/**
 * Replaces a meeting's shared notes. Saving what already stands there is harmless, from whichever version.
 * @returns the notes as they stand, with line breaks as browsers count them
 * @throws Problem `conflict` with the `current` notes when `notesVersion` is no longer the newest
 */
export async function updateNotes(viewer: Viewer, input: UpdateNotes): Promise<Notes> {
  const { groupId } = await requireMember(viewer, input.groupId)
  const id = input.meetingId
  // Postgres stores no NUL, and a textarea turns every line break into one character.
  const notes = input.notes.replaceAll('\0', '').replace(/\r\n?/g, '\n')
  return db().$transaction(async (tx) => {
    const row = await tx.meeting.findFirst({ where: { id, groupId }, select: { ...NOTES, updatedAt: true } })
    if (!row) throw notFound()
    const { updatedAt, ...before } = row
    if (before.notes === notes) return before
    const { count } = await tx.meeting.updateMany({
      where: { id, groupId, notesVersion: input.notesVersion },
      // `updatedAt` is the calendar's LAST-MODIFIED: it tells of time and place, not of notes.
      data: { notes, notesVersion: { increment: 1 }, updatedAt },
    })
    if (count === 0) {
      const current = await tx.meeting.findFirstOrThrow({ where: { id, groupId }, select: NOTES })
      throw new Problem('conflict', say('minutesChanged'), { current })
    }
    await notify(tx, { groupId, noun: 'meeting', id })
    return { notes, notesVersion: input.notesVersion + 1 }
  })
}
