import 'server-only'
import type { InGroup } from '#domain/group.ts'
import type { UpdatePresence } from '#domain/presence.ts'
import type { Viewer } from '#domain/viewer.ts'
import { requireMember, requireSettings } from '#server/access.ts'
import { db } from '#server/db.ts'
import { tellAll } from '#server/live/notify.ts'

/** Whether the group shows who is reading, and whether the viewer wants to be counted. */
export async function findPresence(viewer: Viewer, { groupId }: InGroup): Promise<{ inGroup: boolean; own: boolean }> {
  const { showsPresence, countsMe } = await requireSettings(viewer, groupId)
  return { inGroup: showsPresence, own: countsMe }
}

/** Whether the viewer is counted among those reading, sees how many they are, and is seen writing. */
export async function isShown(viewer: Viewer, about: InGroup): Promise<boolean> {
  const { inGroup, own } = await findPresence(viewer, about)
  return inGroup && own
}

/** Sets whether the viewer is counted; whoever does not want to be is not from this moment on. */
export async function updatePresence(viewer: Viewer, { groupId, shown }: UpdatePresence): Promise<void> {
  const { userId } = await requireMember(viewer, groupId)
  await db().membership.updateMany({ where: { groupId, userId }, data: { showsPresence: shown } })
  if (!shown) await tellAll([{ presenceOffIn: groupId, userId }])
}
