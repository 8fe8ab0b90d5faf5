import 'server-only'
import type { PublishSummary } from '#domain/live-meeting/summary.ts'
import type { Summary } from '#domain/meeting.ts'
import { maySteerMeeting, mayWriteSummary } from '#domain/permissions.ts'
import { notFound, Problem, say } from '#domain/problem.ts'
import type { Viewer } from '#domain/viewer.ts'
import { requireMember, requireRight } from '#server/access.ts'
import { db, type Prisma } from '#server/db.ts'
import { notify } from '#server/live/notify.ts'
import { freshOne, KEPT, keep } from '#server/markdown/render.ts'
import { readRun } from '#server/meetings/event-rows.ts'
import { findNamesakes, shownAs } from '#server/namesakes.ts'

const SUMMARY = {
  ...KEPT,
  short: true,
  publishedAt: true,
  creator: { select: { id: true, name: true } },
} satisfies Prisma.MeetingSummarySelect

/** What was published of a meeting whose viewer was let in already; null while nothing is. */
export async function findSummaryOf(groupId: string, meetingId: string): Promise<Summary | null> {
  const row = await db().meetingSummary.findFirst({ where: { id: meetingId, groupId, hiddenAt: null }, select: SUMMARY })
  if (!row) return null
  const { body, html, short, version, publishedAt, creator } = await freshOne('meeting_summaries', row)
  const by = shownAs(creator, await findNamesakes(groupId))
  return { body, html, short, version, creator: by, publishedAt: publishedAt.toISOString() }
}

/** The same where there must be one. */
async function requireSummaryOf(groupId: string, meetingId: string): Promise<Summary> {
  const summary = await findSummaryOf(groupId, meetingId)
  if (!summary) throw notFound()
  return summary
}

/**
 * Publishes the summary of a meeting, or what it says now. Sending the same again changes nothing.
 * @throws Problem `not-found`; `forbidden` but for the note-taker and those who steer; `conflict` with the `current` summary when
 * `version` is no longer the newest
 */
export async function publishSummary(viewer: Viewer, { groupId, meetingId, version, body, short }: PublishSummary): Promise<Summary> {
  const { role, userId } = await requireMember(viewer, groupId)
  const where = { id: meetingId, groupId }
  if (!(await db().meeting.findFirst({ where, select: { id: true } }))) throw notFound()
  const { roles } = await readRun({ groupId, meetingId })
  const steers = maySteerMeeting({ role, isFacilitator: roles.FACILITATOR === userId })
  requireRight(mayWriteSummary({ steers, takesNotes: roles.NOTE_TAKER === userId }), say('maySummarise'))
  const words = { ...(await keep(body, userId)), short, creatorId: userId, publishedAt: new Date() }
  const published = await db().$transaction(async (tx) => {
    const data = { ...words, hiddenAt: null, version: { increment: 1 } }
    // A new one takes the place of what facilitators hid.
    const change = (which: Prisma.MeetingSummaryWhereInput) => tx.meetingSummary.updateMany({ where: { ...where, ...which }, data })
    const create = () => tx.meetingSummary.createMany({ data: [{ ...where, ...words }], skipDuplicates: true })
    const { count } = await (version === 0 ? create() : change({ version, hiddenAt: null }))
    const isPublished = count > 0 || (version === 0 && (await change({ hiddenAt: { not: null } })).count > 0)
    if (isPublished) await notify(tx, { groupId, noun: 'meeting', id: meetingId })
    return isPublished
  })
  const current = await requireSummaryOf(groupId, meetingId)
  if (published || (current.body === body && current.short === short)) return current
  throw new Problem('conflict', say('summaryChanged'), { current })
}
