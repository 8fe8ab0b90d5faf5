import 'server-only'
import { randomUUID } from 'node:crypto'
import type { TellWriting } from '#domain/presence.ts'
import { subjectIdOf } from '#domain/thread-subject.ts'
import type { Viewer } from '#domain/viewer.ts'
import { db } from '#server/db.ts'
import { tellAll } from '#server/live/notify.ts'
import { isShown } from '#server/live/wishes.ts'
import { findPlace } from '#server/talk/threads.ts'
import { heardBy, threads } from '#server/visibility.ts'

/**
 * Tells those who read the chapter and see the thread that the viewer is writing in it. Nothing is kept, and nobody is told where either side
 * does not want it, nor those who muted the writer.
 * @throws Problem `not-found` when the viewer cannot see what the thread is about
 */
export async function tellWriting(viewer: Viewer, { groupId, chapter, subject, writing }: TellWriting): Promise<void> {
  const { member, place } = await findPlace(viewer, { id: randomUUID(), groupId, chapter, subject, parentId: null, body: '' })
  if (!place || !(await isShown(viewer, { groupId }))) return
  const { note, answer } = place
  // Others would learn whose it is by who goes on writing below it.
  if (answer?.sharing === 'NAMELESS' && answer.creatorId === member.userId) return
  const { onlyFor } = heardBy(await threads.audience(db(), { annotation: note, answer }))
  if (onlyFor?.every((userId) => userId === member.userId)) return
  const muting = await db().mute.findMany({ where: { groupId, mutedId: member.userId }, select: { userId: true } })
  const writer = { id: member.userId, name: viewer.name }
  const told = { writingIn: groupId, chapter, about: subjectIdOf(subject), writer, writing, notFor: muting.map(({ userId }) => userId) }
  await tellAll([onlyFor ? { ...told, onlyFor } : told])
}
