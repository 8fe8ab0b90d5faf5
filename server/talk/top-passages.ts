import 'server-only'
import type { Chapter } from '#domain/guide.ts'
import type { TopPassage } from '#domain/top-passage.ts'
import { db } from '#server/db.ts'
import { notes } from '#server/visibility.ts'

/** Fewer comments than this make no passage that a group talks about. */
const LEAST_COMMENTS = 2

type Place = { groupId: string; chapters: readonly Pick<Chapter, 'slug' | 'revision' | 'paragraphs'>[]; most: number }

/** The passages of some chapters on which a group has commented most, most first. Notes that are not the whole group's do not count. */
export async function listTopPassages({ groupId, chapters, most }: Place): Promise<TopPassage[]> {
  const chapter = { in: chapters.map(({ slug }) => slug) }
  const annotation = { groupId, chapter, deletedAt: null, lostIn: null, AND: [notes.ofGroup()] }
  const counted = await db().comment.groupBy({
    by: ['threadId'],
    where: { groupId, deletedAt: null, thread: { annotation } },
    _count: true,
    having: { threadId: { _count: { gte: LEAST_COMMENTS } } },
    orderBy: [{ _count: { threadId: 'desc' } }, { threadId: 'asc' }],
    take: most,
  })
  const rows = await db().annotation.findMany({
    where: { ...annotation, thread: { id: { in: counted.map(({ threadId }) => threadId) } } },
    select: { chapter: true, chapterRevision: true, start: true, exact: true, thread: { select: { id: true } } },
  })
  return counted.flatMap(({ threadId, _count }) => {
    const row = rows.find(({ thread }) => thread?.id === threadId)
    if (!row) return []
    const found = chapters.find(({ slug, revision }) => slug === row.chapter && revision === row.chapterRevision)
    const paragraph = found?.paragraphs.find(({ start, end }) => row.start >= start && row.start < end)?.label ?? null
    return [{ chapter: row.chapter, paragraph, exact: row.exact, comments: _count }]
  })
}
