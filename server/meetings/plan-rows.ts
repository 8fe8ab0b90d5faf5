import 'server-only'
import type { PlannedItem } from '#domain/rearrange.ts'
import type { Tx } from '#server/db.ts'

/** The meetings of a group that take place and have not begun, earliest first; nobody else changes them until the transaction ends. */
export async function readPlan(tx: Tx, groupId: string): Promise<PlannedItem[]> {
  await tx.$executeRaw`SELECT count(*) FROM (SELECT 1 FROM meetings WHERE group_id = ${groupId}::uuid ORDER BY id FOR UPDATE) locked`
  const rows = await tx.meeting.findMany({
    where: { groupId, status: 'SCHEDULED', startedAt: null },
    orderBy: [{ startsAt: 'asc' }, { id: 'asc' }],
    select: { id: true, chapter: true, moreChapters: true, startsAt: true, timeZone: true, minutes: true, place: true },
  })
  return rows.map(({ chapter, moreChapters, startsAt, ...row }) => ({
    ...row,
    chapters: [chapter, ...moreChapters],
    startsAt: startsAt.toISOString(),
    merged: false,
  }))
}

/** Writes down where a meeting stands in the plan, and makes it where there is none; one that is merged into another is cancelled. */
export async function writePlanned(tx: Tx, groupId: string, item: PlannedItem): Promise<void> {
  const { id, startsAt, timeZone, minutes, place, merged } = item
  const [chapter = '', ...moreChapters] = item.chapters
  const planned = { chapter, moreChapters, startsAt: new Date(startsAt), timeZone }
  const { count } = await tx.meeting.updateMany({
    where: { id, groupId },
    data: { ...planned, ...(merged && { status: 'CANCELLED' as const }), version: { increment: 1 }, sequence: { increment: 1 } },
  })
  if (count === 0) await tx.meeting.create({ data: { id, groupId, ...planned, minutes, place } })
}
