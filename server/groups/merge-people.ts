import 'server-only'
import { Prisma, type Tx } from '#server/db.ts'
import { type Move, movePerson } from '#server/groups/move-person.ts'

/**
 * Makes one person of two in a group: what either did there, `to` did. Of what each of them did once the newer stays; of two answers to one
 * question the older becomes what the newer one said before.
 * @returns how many questions both had answered
 */
export async function mergePeople(tx: Tx, move: Move): Promise<{ answersDoubled: number }> {
  const { groupId, from, to } = move
  await mergeMemberships(tx, move)
  const answersDoubled = await mergeAnswers(tx, move)
  // Whoever was there as either was there.
  await tx.$executeRaw`
    UPDATE attendances a SET present = true FROM attendances b
    WHERE a.group_id = ${groupId}::uuid AND a.user_id IN (${from}::uuid, ${to}::uuid) AND b.user_id IN (${from}::uuid, ${to}::uuid)
      AND b.meeting_id = a.meeting_id AND b.present AND NOT a.present`
  await dropDoubles(tx, move)
  await movePerson(tx, move)
  await tx.mute.deleteMany({ where: { groupId, userId: to, mutedId: to } })
  return { answersDoubled }
}

/** One belonging, from the earlier time on and with the role that may do more. */
async function mergeMemberships(tx: Tx, { groupId, from, to }: Move): Promise<void> {
  const both = await tx.membership.findMany({ where: { groupId, userId: { in: [from, to] } } })
  if (both.length < 2) return
  const role = (['OWNER', 'FACILITATOR'] as const).find((some) => both.some((each) => each.role === some)) ?? 'MEMBER'
  const joinedAt = new Date(Math.min(...both.map((each) => each.joinedAt.getTime())))
  const toApprove = Math.min(...both.map((each) => each.toApprove))
  await tx.membership.deleteMany({ where: { groupId, userId: from } })
  await tx.membership.updateMany({ where: { groupId, userId: to }, data: { role, joinedAt, toApprove } })
}

/** The older of two standing answers is taken away; what it said stands among the earlier versions of the newer, where the same people see both. */
async function mergeAnswers(tx: Tx, { groupId, from, to }: Move): Promise<number> {
  const where = { groupId, deletedAt: null, creatorId: { in: [from, to] } }
  const rows = await tx.answer.findMany({ where, orderBy: { updatedAt: 'asc' } })
  const doubled = [...Map.groupBy(rows, ({ chapter, questionId }) => `${chapter} ${questionId}`).values()]
  let count = 0
  for (const [older, newer] of doubled) {
    if (!older || !newer) continue
    count += 1
    const { id, body, evidence, createdAt, editedAt } = older
    const writtenAt = editedAt ?? createdAt
    if (older.sharing === newer.sharing && older.sharing !== 'PRIVATE') {
      const before = { groupId, answerId: newer.id, version: 0, body, evidence: evidence as Prisma.InputJsonArray, writtenAt }
      await tx.rewording.createMany({ data: [before], skipDuplicates: true })
      await tx.answer.update({ where: { id: newer.id }, data: { editedAt: newer.editedAt ?? newer.updatedAt } })
    }
    await tx.answer.update({ where: { id }, data: { deletedAt: new Date(), removal: 'WITHDRAWN', removedById: to } })
  }
  return count
}

/** What the database allows a person once, such as one vote on a question: which columns say what is meant by once. */
type Once = { table: string; column: string; same: string[]; isDated: boolean }

/** Of what both did once, the older goes; where nothing says which is older, they are the same. Memberships and answers are no part of it. */
async function dropDoubles(tx: Tx, { groupId, from, to }: Move): Promise<void> {
  for (const { table, column, same, isDated } of await listOnces(tx)) {
    const name = (part: string) => Prisma.raw(`"${part}"`)
    const pair = Prisma.join(
      same.map((each) => Prisma.sql`a.${name(each)} = b.${name(each)}`),
      ' AND ',
    )
    const drop = (goes: string, stays: string, isOlder: Prisma.Sql) => tx.$executeRaw`
      DELETE FROM ${name(table)} a USING ${name(table)} b WHERE a.group_id = ${groupId}::uuid AND b.group_id = ${groupId}::uuid
        AND a.${name(column)} = ${goes}::uuid AND b.${name(column)} = ${stays}::uuid AND ${pair} AND ${isOlder}`
    if (isDated) await drop(to, from, Prisma.sql`a.updated_at < b.updated_at`)
    await drop(from, to, Prisma.sql`true`)
  }
}

/** As the database has them, so that none that is added later can be forgotten. */
async function listOnces(tx: Tx): Promise<Once[]> {
  return tx.$queryRaw<Once[]>`
    SELECT r.relname AS "table", p.attname AS "column",
      ARRAY(SELECT o.attname::text FROM unnest(i.indkey::int2[]) k(n) JOIN pg_attribute o ON o.attrelid = r.oid AND o.attnum = k.n
        WHERE o.attname <> p.attname) AS same,
      EXISTS (SELECT FROM pg_attribute u WHERE u.attrelid = r.oid AND u.attname = 'updated_at') AS "isDated"
    FROM pg_index i JOIN pg_class r ON r.oid = i.indrelid
      JOIN pg_constraint c ON c.conrelid = r.oid AND c.contype = 'f' AND c.confrelid = 'users'::regclass AND c.conkey[1] = ANY(i.indkey::int2[])
      JOIN pg_attribute p ON p.attrelid = r.oid AND p.attnum = c.conkey[1]
    WHERE i.indisunique AND i.indnkeyatts > 1 AND r.relname NOT IN ('personas', 'memberships', 'answers')
      AND EXISTS (SELECT FROM pg_attribute g WHERE g.attrelid = r.oid AND g.attname = 'group_id')
    ORDER BY r.relname, p.attname`
}
