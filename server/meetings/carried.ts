import 'server-only'
import type { Carried } from '#domain/agenda.ts'
import { lineWords } from '#domain/live-meeting/summary.ts'
import type { AboutMeeting } from '#domain/meeting.ts'
import type { Viewer } from '#domain/viewer.ts'
import { requireMember } from '#server/access.ts'
import { db } from '#server/db.ts'
import { readRun } from '#server/meetings/event-rows.ts'
import { requireMeeting } from '#server/meetings/meetings.ts'
import { listBegunQuestions } from '#server/talk/question-overview.ts'

/** So many meetings back something that is not settled comes up again. */
const MEETINGS_BACK = 4

/**
 * What earlier meetings left to be done or open, latest meeting first, as far as nobody has settled it since; behind it the questions of their
 * chapters to which the group has begun an answer.
 */
export async function findCarried(viewer: Viewer, { groupId, meetingId }: AboutMeeting): Promise<Carried[]> {
  const meeting = await requireMeeting(viewer, { groupId, meetingId })
  const earlier = await db().meeting.findMany({
    where: { groupId, id: { not: meetingId }, status: 'SCHEDULED', startsAt: { lt: new Date(meeting.startsAt) } },
    orderBy: [{ startsAt: 'desc' }, { id: 'desc' }],
    take: MEETINGS_BACK,
    select: { id: true, chapter: true, moreChapters: true },
  })
  const runs = await Promise.all(earlier.map(({ id }) => readRun({ groupId, meetingId: id })))
  const today = new Set([meeting.chapter, ...meeting.moreChapters.map(({ slug }) => slug)])
  const chapters = [...new Set(earlier.flatMap(({ chapter, moreChapters }) => [chapter, ...moreChapters]))].filter(
    (slug) => !today.has(slug),
  )
  const begun = await listBegunQuestions(await requireMember(viewer, groupId), chapters)
  const lines = runs.flatMap((run) =>
    run.lines
      .filter(({ kind, removed, settled }) => !removed && !settled && (kind === 'ACTION' || kind === 'OPEN'))
      .map((line) => ({ kind: line.kind === 'ACTION' ? ('ACTION' as const) : ('OPEN' as const), text: lineWords({ meeting, run }, line) })),
  )
  return [...lines, ...begun.map((text) => ({ kind: 'OPEN' as const, text }))]
}
