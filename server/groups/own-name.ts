import 'server-only'
import type { ChooseName } from '#domain/group.ts'
import { Problem, say } from '#domain/problem.ts'
import { accountOf, type Viewer } from '#domain/viewer.ts'
import { requireMember } from '#server/access.ts'
import { db, type Tx } from '#server/db.ts'
import { isLive } from '#server/groups/live-meeting.ts'
import { movePerson } from '#server/groups/move-person.ts'
import { notify } from '#server/live/notify.ts'
import { forgetRuns } from '#server/meetings/event-rows.ts'
import { createPersona, findIdentity } from '#server/personas.ts'

type Naming = { groupId: string; accountId: string; name: string }

/**
 * Gives the viewer a name of their own in one group, by which it knows all that they have said there. From then on nothing that leaves the group
 * has an id or a name that they have elsewhere.
 * @throws Problem `conflict` while a session is live there
 */
export async function chooseName(viewer: Viewer, { groupId, name }: ChooseName): Promise<{ name: string }> {
  await requireMember(viewer, groupId)
  await db().$transaction(async (tx) => {
    await tx.$queryRaw`SELECT id FROM reading_groups WHERE id = ${groupId}::uuid FOR UPDATE`
    if (await isLive(tx, groupId)) throw new Problem('conflict', say('nameWhileLive'))
    await nameInGroup(tx, { groupId, accountId: accountOf(viewer), name })
  })
  forgetRuns()
  return { name }
}

/** Gives somebody another name in a group: a person of their own there, who has all that they have there. */
export async function nameInGroup(tx: Tx, { groupId, accountId, name }: Naming): Promise<void> {
  const known = await findIdentity(accountId, groupId, tx)
  if (known === accountId) {
    const userId = await createPersona(tx, { groupId, accountId, name })
    await movePerson(tx, { groupId, from: accountId, to: userId })
    await tx.invitation.updateMany({ where: { viaGroupId: groupId, inviteeId: accountId }, data: { inviteeId: userId } })
    await notify(tx, { groupId, noun: 'member', id: accountId })
  } else await tx.user.update({ where: { id: known }, data: { name } })
  await notify(tx, { groupId, noun: 'group', id: groupId })
}
