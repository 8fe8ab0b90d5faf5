import 'server-only'
import { randomUUID } from 'node:crypto'
import { describe } from '#domain/anchoring/describe.ts'
import type { AcceptFound } from '#domain/change.ts'
import type { Chapter } from '#domain/guide.ts'
import { maySeeChanges } from '#domain/permissions.ts'
import { say } from '#domain/problem.ts'
import type { Viewer } from '#domain/viewer.ts'
import { requireMember, requireRight } from '#server/access.ts'
import { findChapter } from '#server/content/guides.ts'
import { db, type Prisma, type Tx } from '#server/db.ts'
import { keepText } from '#server/editions/carry.ts'
import { type Concerned, WITH_WAITING } from '#server/editions/change-rows.ts'
import { isSame, placeOf } from '#server/editions/gather.ts'
import { moveTalk } from '#server/editions/move-talk.ts'
import { notify } from '#server/live/notify.ts'
import { changedNotes, heardBy, notBy, notes } from '#server/visibility.ts'

/** So many notes are moved in one transaction, while others wait for an answer. */
const AT_ONCE = 500

const OPEN = { outcome: 'FOUND', settledById: null } satisfies Prisma.PassageChangeWhereInput

/**
 * Moves notes of a chapter that is gone to where their words stand word for word, some hundred at a time.
 * @returns where to go on: ask again with it until it is null
 * @throws Problem `forbidden` for the notes of others, unless the viewer leads the group
 */
export async function acceptFound(viewer: Viewer, { groupId, chapter: from, whose, after }: AcceptFound): Promise<{ next: string | null }> {
  const member = await requireMember(viewer, groupId)
  const { userId, role, guide } = member
  if (whose === 'others') requireRight(maySeeChanges(role), say('mayPlaceNotes'))
  const theirs = whose === 'own' ? { creatorId: userId } : notBy(userId)
  const where = { groupId, chapter: from, deletedAt: null, AND: [changedNotes.seenBy(member), theirs], changes: { some: OPEN } }
  const orderBy = { id: 'asc' as const }
  const found = await db().annotation.findMany({
    where: { ...where, ...(after && { id: { gt: after } }) },
    include: WITH_WAITING,
    orderBy,
    take: AT_ONCE,
  })
  const targets = await readTargets(guide, found)
  const ids = found.filter((row) => isSame(row) && targetOf(row, targets) !== null).map(({ id }) => id)
  if (ids.length > 0) {
    await db().$transaction(async (tx) => {
      await tx.$executeRaw`SELECT 1 FROM annotations WHERE id = ANY(${ids}::uuid[]) AND group_id = ${groupId}::uuid ORDER BY id FOR UPDATE`
      // Somebody may have decided about one in the meantime.
      const rows = await tx.annotation.findMany({ where: { ...where, id: { in: ids } }, include: WITH_WAITING, orderBy })
      for (const [target, members] of Map.groupBy(rows.filter(isSame), (row) => targetOf(row, targets)))
        if (target) await moveNotes(tx, members, target, userId)
      const audience = heardBy(...rows.map(notes.audience))
      for (const chapter of [from, ...targets.keys()]) await notify(tx, { groupId, noun: 'edition', id: groupId, chapter, ...audience })
    })
  }
  return { next: found.length < AT_ONCE ? null : (found.at(-1)?.id ?? null) }
}

async function readTargets(guide: string, rows: Concerned[]): Promise<Map<string, Chapter>> {
  const slugs = new Set(rows.flatMap((row) => placeOf(row)?.toChapter ?? []))
  const chapters = await Promise.all([...slugs].map((slug) => findChapter(guide, slug)))
  return new Map(chapters.flatMap((chapter) => (chapter ? [[chapter.slug, chapter]] : [])))
}

/** The chapter in which a note was found; null when it has been edited since. */
function targetOf(row: Concerned, targets: Map<string, Chapter>): Chapter | null {
  const place = placeOf(row)
  const target = targets.get(place?.toChapter ?? '')
  return target && target.revision === place?.toRevision ? target : null
}

/** Notes keep their time of change: nobody said anything new. Each gets a row that says who moved it. */
async function moveNotes(tx: Tx, rows: Concerned[], { slug, revision, text }: Chapter, actorId: string): Promise<void> {
  const [{ groupId, chapter: from } = { groupId: '', chapter: '' }] = rows
  const moved = rows.map((row) => {
    const place = placeOf(row)
    return { row, id: randomUUID(), ...describe(text, { start: place?.toStart ?? 0, end: place?.toEnd ?? 0 }) }
  })
  const column = <Key extends keyof (typeof moved)[number]>(key: Key) => moved.map((each) => each[key])
  const ids = rows.map(({ id }) => id)
  await keepText(tx, { revision, text })
  await tx.passageChange.createMany({
    data: moved.map(({ row, id, start, end, exact }) => ({
      ...{ id, groupId, annotationId: row.id, outcome: 'MOVED' as const, actorId, fromChapter: from, toChapter: slug },
      ...{ fromRevision: row.chapterRevision, fromStart: row.start, fromEnd: row.end, fromExact: row.exact },
      ...{ toRevision: revision, toStart: start, toEnd: end, toExact: exact },
    })),
  })
  await tx.$executeRaw`
    UPDATE passage_changes c SET settled_by_id = m.id FROM unnest(${column('id')}::uuid[], ${ids}::uuid[]) AS m (id, annotation_id)
    WHERE c.annotation_id = m.annotation_id AND c.outcome IN ('FOUND', 'CHANGED', 'LOST') AND c.settled_by_id IS NULL`
  await tx.$executeRaw`
    UPDATE annotations a SET chapter = ${slug}, chapter_revision = ${revision}, lost_in = NULL, sought_in = NULL,
      start = m.start, "end" = m."end", exact = m.exact, prefix = m.prefix, suffix = m.suffix
    FROM unnest(${ids}::uuid[], ${column('start')}::int[], ${column('end')}::int[], ${column('exact')}::text[], ${column('prefix')}::text[],
      ${column('suffix')}::text[]) AS m (id, start, "end", exact, prefix, suffix)
    WHERE a.id = m.id AND a.group_id = ${groupId}::uuid`
  await moveTalk(tx, groupId, ids, slug)
}
