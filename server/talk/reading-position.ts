import 'server-only'
import type { InGroup } from '#domain/group.ts'
import { notFound } from '#domain/problem.ts'
import type { ReadingPosition, UpdatePosition } from '#domain/reading-position.ts'
import type { Viewer } from '#domain/viewer.ts'
import { requireMember } from '#server/access.ts'
import { findChapter, requireChapter } from '#server/content/guides.ts'
import { db } from '#server/db.ts'

/**
 * Keeps the paragraph at which the viewer is, for whatever device they go on reading on.
 * @throws Problem `not-found` for a paragraph that the chapter has not
 */
export async function updatePosition(viewer: Viewer, { groupId, chapter, paragraph }: UpdatePosition): Promise<void> {
  const member = await requireMember(viewer, groupId)
  const { paragraphs } = await requireChapter(member.guide, chapter)
  if (!paragraphs.some(({ label }) => label === paragraph)) throw notFound()
  const { userId } = viewer
  const readAt = new Date()
  await db().visit.upsert({
    where: { groupId_userId_chapter: { groupId, userId, chapter } },
    create: { groupId, userId, chapter, paragraph, readAt, seenAt: readAt },
    update: { paragraph, readAt },
  })
}

/** Where the viewer stopped reading in a group; null when that is nowhere, or not in the text any more. */
export async function findPosition(viewer: Viewer, { groupId }: InGroup): Promise<ReadingPosition | null> {
  const member = await requireMember(viewer, groupId)
  const last = await db().visit.findFirst({
    where: { groupId, userId: viewer.userId, readAt: { not: null } },
    orderBy: { readAt: 'desc' },
    select: { chapter: true, paragraph: true },
  })
  const chapter = last && (await findChapter(member.guide, last.chapter))
  const paragraph = chapter?.paragraphs.find(({ label }) => label === last?.paragraph)?.label
  return chapter && paragraph !== undefined ? { chapter: chapter.slug, chapterTitle: chapter.title, paragraph } : null
}

/** The chapters in which the viewer has read. Nobody else is told. */
export async function listChaptersRead(viewer: Viewer, { groupId }: InGroup): Promise<string[]> {
  await requireMember(viewer, groupId)
  const where = { groupId, userId: viewer.userId, readAt: { not: null } }
  return (await db().visit.findMany({ where, select: { chapter: true } })).map(({ chapter }) => chapter)
}
