import 'server-only'
import { Prisma, type Tx } from '#server/db.ts'

export type Move = { groupId: string; from: string; to: string }
/** A column by which a row of a group points at a person. */
export type Pointer = { table: string; column: string }

const named = (name: string) => Prisma.raw(`"${name}"`)

/**
 * What the rows of a group say of one person, they say of another one from now on.
 * @param which which rows of a pointer, `t`, go; null where none do. All of them unless told
 */
export async function movePerson(
  tx: Tx,
  { groupId, from, to }: Move,
  which: (at: Pointer) => Prisma.Sql | null = () => ALL,
): Promise<void> {
  for (const at of await listPointers(tx)) {
    const [rows, column] = [which(at), named(at.column)]
    if (rows)
      await tx.$executeRaw`
        UPDATE ${named(at.table)} t SET ${column} = ${to}::uuid WHERE t.group_id = ${groupId}::uuid AND t.${column} = ${from}::uuid AND (${rows})`
  }
  for (const { table, column } of IN_JSON)
    await tx.$executeRaw`
      UPDATE ${named(table)} SET ${named(column)} = replace(${named(column)}::text, ${from}, ${to})::jsonb
      WHERE group_id = ${groupId}::uuid AND ${named(column)}::text LIKE ${`%${from}%`}`
  await dropSealed(tx, groupId)
}

/** What is sealed of a live session may be of anybody, and cannot be put right one by one: the session forgets who was there so far. */
export async function dropSealed(tx: Tx, groupId: string): Promise<void> {
  await tx.meetingEvent.updateMany({ where: { groupId, sealed: { not: null } }, data: { sealed: null } })
}

const ALL = Prisma.sql`true`

/** Stored JSON that names people: who wrote which letters, which part, and whom an action in a meeting is about. */
const IN_JSON = [
  { table: 'group_answers', column: 'writers' },
  { table: 'group_answer_versions', column: 'parts' },
  { table: 'meeting_events', column: 'action' },
] as const

/** Every such column, as the database has them: none that is added later can be forgotten. Accounts without a place in the group are no part of it. */
export async function listPointers(tx: Tx): Promise<Pointer[]> {
  return tx.$queryRaw`
    SELECT r.relname AS "table", a.attname AS "column" FROM pg_constraint c
      JOIN pg_class r ON r.oid = c.conrelid JOIN pg_attribute a ON a.attrelid = r.oid AND a.attnum = c.conkey[1]
    WHERE c.contype = 'f' AND c.confrelid = 'users'::regclass AND r.relname <> 'personas' AND a.attname NOT IN ('invitee_id', 'claimant_id')
      AND EXISTS (SELECT FROM pg_attribute g WHERE g.attrelid = r.oid AND g.attname = 'group_id')
    ORDER BY r.relname, a.attname`
}
