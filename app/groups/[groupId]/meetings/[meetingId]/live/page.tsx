import { randomUUID } from 'node:crypto'
import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { z } from 'zod'
import { LiveMeeting } from '#components/live-meeting/live-meeting.tsx'
import { makeAgenda } from '#domain/agenda.ts'
import { BUDGETS } from '#domain/agenda-budgets.ts'
import type { Chapter } from '#domain/guide.ts'
import { itemsFromAgenda } from '#domain/live-meeting/from-agenda.ts'
import { proposeRoles } from '#domain/live-meeting/role-wheel.ts'
import { whoComes } from '#domain/live-meeting/who-comes.ts'
import type { Meeting } from '#domain/meeting.ts'
import type { Viewer } from '#domain/viewer.ts'
import { accountOf } from '#domain/viewer.ts'
import { findGuide } from '#server/content/guides.ts'
import { findChaptersOf, findForAgenda } from '#server/meetings/agenda.ts'
import { listHandedOver } from '#server/meetings/handed-over.ts'
import { listHeldRoles } from '#server/meetings/held-roles.ts'
import { requireRun } from '#server/meetings/live-meeting.ts'
import { requireMeeting } from '#server/meetings/meetings.ts'
import { orNotFound, requirePageMember } from '#server/page-access.ts'

export const metadata: Metadata = { title: 'Live session' }

type Props = { params: Promise<{ groupId: string; meetingId: string }>; searchParams: Promise<Record<string, unknown>> }

/** A study session while it takes place. */
export default async function LiveMeetingPage({ params, searchParams }: Props) {
  const { groupId, meetingId } = await params
  const { viewer, member } = await requirePageMember(groupId, `/groups/${groupId}/meetings/${meetingId}/live`)
  if (!z.uuid().safeParse(meetingId).success) notFound()
  const about = { groupId, meetingId }
  const meeting = await orNotFound(requireMeeting(viewer, about))
  const { projector, minutes } = await searchParams
  const budget = BUDGETS.find((each) => String(each) === minutes) ?? meeting.minutes
  const [guide, chapters] = await Promise.all([findGuide(member.guide), findChaptersOf(member.guide, meeting)])
  const [initial, held, handedOver, proposedItems] = await Promise.all([
    requireRun(viewer, about),
    listHeldRoles(viewer, about),
    listHandedOver(viewer, about),
    chapters.length > 0 ? proposeItems(viewer, meeting, chapters, { groupId, minutes: budget }) : [],
  ])
  return (
    <div className="page pb-16">
      <LiveMeeting
        groupId={groupId}
        meeting={meeting}
        viewer={{ userId: viewer.userId, accountId: accountOf(viewer), role: member.role }}
        chapters={guide ? chapters.map((chapter) => forLive(chapter, guide.language)) : []}
        initial={initial}
        projector={projector !== undefined}
        proposedItems={proposedItems}
        budget={budget}
        proposedRoles={proposeRoles(whoComes(meeting), held)}
        handedOver={handedOver}
      />
    </div>
  )
}

type Budget = { groupId: string; minutes: number }

async function proposeItems(viewer: Viewer, { id }: Meeting, chapters: readonly Chapter[], { groupId, minutes }: Budget) {
  const made = await findForAgenda(viewer, { groupId, id }, chapters)
  return itemsFromAgenda(makeAgenda(made, minutes).items, made, randomUUID)
}

/** What a live session shows of a chapter. */
const forLive = ({ slug, title, paragraphs, text }: Chapter, language: string) => ({
  slug,
  title,
  language,
  labels: paragraphs.map(({ label }) => label),
  paragraphs: Object.fromEntries(paragraphs.map(({ label, start, end }) => [label, text.slice(start, end)])),
})
