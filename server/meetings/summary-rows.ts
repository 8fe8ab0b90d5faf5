import 'server-only'
import type { Summary } from '#domain/meeting.ts'
import { notFound } from '#domain/problem.ts'
import { db, type Prisma } from '#server/db.ts'
import { freshOne, KEPT } from '#server/markdown/render.ts'
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

/** The same where there must be one. @throws Problem `not-found` */
export async function requireSummaryOf(groupId: string, meetingId: string): Promise<Summary> {
  const summary = await findSummaryOf(groupId, meetingId)
  if (!summary) throw notFound()
  return summary
}
