import 'server-only'
import type { ChooseName } from '#domain/group.ts'
import { Problem, say } from '#domain/problem.ts'
import { accountOf, type Viewer } from '#domain/viewer.ts'
import { requireMember } from '#server/access.ts'
import { db, Prisma, type Tx } from '#server/db.ts'
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
    // Screens of a live session hold the ids of those who are there.
    if ((await tx.meeting.count({ where: { groupId, status: 'SCHEDULED', startedAt: { not: null }, closedAt: null } })) > 0)
      throw new Problem('conflict', say('nameWhileLive'))
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
    await moveTo(tx, { groupId, from: accountId, to: userId })
    await notify(tx, { groupId, noun: 'member', id: accountId })
  } else await tx.user.update({ where: { id: known }, data: { name } })
  await notify(tx, { groupId, noun: 'group', id: groupId })
}

type Move = { groupId: string; from: string; to: string }

/** What the rows of a group say of one person, they say of another one from now on. */
async function moveTo(tx: Tx, { groupId, from, to }: Move): Promise<void> {
  for (const { table, column } of await listPointers(tx)) {
    const at = Prisma.raw(`"${table}"`)
    const set = Prisma.raw(`"${column}"`)
    await tx.$executeRaw`UPDATE ${at} SET ${set} = ${to}::uuid WHERE group_id = ${groupId}::uuid AND ${set} = ${from}::uuid`
  }
  await tx.$executeRaw`UPDATE invitations SET invitee_id = ${to}::uuid WHERE via_group_id = ${groupId}::uuid AND invitee_id = ${from}::uuid`
  for (const { table, column } of IN_JSON) {
    const at = Prisma.raw(`"${table}"`)
    const set = Prisma.raw(`"${column}"`)
    await tx.$executeRaw`
      UPDATE ${at} SET ${set} = replace(${set}::text, ${from}, ${to})::jsonb
      WHERE group_id = ${groupId}::uuid AND ${set}::text LIKE ${`%${from}%`}`
  }
}

/** Stored JSON that names people: who wrote which letters, which part, and whom an action in a meeting is about. */
const IN_JSON = [
  { table: 'group_answers', column: 'writers' },
  { table: 'group_answer_versions', column: 'parts' },
  { table: 'meeting_events', column: 'action' },
] as const

/** Every column by which a row of a group points at a person, as the database has them: none that is added later can be forgotten. */
export async function listPointers(tx: Tx): Promise<{ table: string; column: string }[]> {
  return tx.$queryRaw`
    SELECT r.relname AS "table", a.attname AS "column" FROM pg_constraint c
      JOIN pg_class r ON r.oid = c.conrelid JOIN pg_attribute a ON a.attrelid = r.oid AND a.attnum = c.conkey[1]
    WHERE c.contype = 'f' AND c.confrelid = 'users'::regclass AND r.relname <> 'personas' AND a.attname <> 'invitee_id'
      AND EXISTS (SELECT FROM pg_attribute g WHERE g.attrelid = r.oid AND g.attname = 'group_id')
    ORDER BY r.relname, a.attname`
}
