import 'server-only'
import type { InChapter } from '#domain/group.ts'
import { notFound } from '#domain/problem.ts'
import type { Resolution, UpdateResolution } from '#domain/thread.ts'
import type { Viewer } from '#domain/viewer.ts'
import { requireMember } from '#server/access.ts'
import { db } from '#server/db.ts'
import { notify } from '#server/live/notify.ts'
import { placeOf, subjectOf } from '#server/talk/thread-subject.ts'
import { heardBy, threads } from '#server/visibility.ts'

/** The threads of a chapter with which the group is done, as far as the viewer may see them. */
export async function listResolutions(viewer: Viewer, { groupId, chapter }: InChapter): Promise<Resolution[]> {
  const member = await requireMember(viewer, groupId)
  const rows = await db().thread.findMany({
    where: { groupId, chapter, resolvedAt: { not: null }, AND: [threads.seenBy(member)] },
    orderBy: [{ resolvedAt: 'asc' }, { id: 'asc' }],
    select: { annotationId: true, answerId: true, questionId: true, resolvedAt: true, resolvedBy: { select: { id: true, name: true } } },
  })
  return rows.map(({ resolvedAt, resolvedBy, ...thread }) => ({
    subject: subjectOf(thread),
    by: resolvedBy,
    at: resolvedAt?.toISOString() ?? '',
  }))
}

/**
 * Says that the group is done with a thread, or opens it again; whoever sees it may. What is so already stays as it was said first.
 * @throws Problem `not-found` when there is no thread that the viewer may see
 */
export async function updateResolution(viewer: Viewer, { groupId, chapter, subject, resolved }: UpdateResolution): Promise<Resolution[]> {
  const member = await requireMember(viewer, groupId)
  await db().$transaction(async (tx) => {
    const thread = await tx.thread.findFirst({
      where: { groupId, chapter, ...placeOf(subject), AND: [threads.seenBy(member)] },
      select: { id: true, annotation: true, answer: true },
    })
    if (!thread) throw notFound()
    const { count } = await tx.thread.updateMany({
      where: { id: thread.id, groupId, ...(resolved ? { resolvedAt: null } : { resolvedAt: { not: null } }) },
      data: resolved ? { resolvedAt: new Date(), resolvedById: viewer.userId } : { resolvedAt: null, resolvedById: null },
    })
    if (count > 0) await notify(tx, { groupId, noun: 'thread', id: thread.id, chapter, ...heardBy(await threads.audience(tx, thread)) })
  })
  return listResolutions(viewer, { groupId, chapter })
}
