import { randomUUID } from 'node:crypto'
import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { z } from 'zod'
import { forLive } from '#app/groups/[groupId]/meetings/[meetingId]/live/for-live.ts'
import { LiveMeeting } from '#components/live-meeting/live-meeting.tsx'
import { makeAgenda } from '#domain/agenda.ts'
import { BUDGETS } from '#domain/agenda-budgets.ts'
import type { Chapter } from '#domain/guide.ts'
import { itemsFromAgenda } from '#domain/live-meeting/from-agenda.ts'
import { turnsOf } from '#domain/live-meeting/role-wheel.ts'
import { whoComes } from '#domain/live-meeting/who-comes.ts'
import type { Meeting } from '#domain/meeting.ts'
import type { Viewer } from '#domain/viewer.ts'
import { accountOf } from '#domain/viewer.ts'
import { findGuide } from '#server/content/guides.ts'
import { presentMoment } from '#server/live/hub.ts'
import { findChaptersOf, findForAgenda } from '#server/meetings/agenda.ts'
import { listFormerGuests } from '#server/meetings/guests.ts'
import { listHandedOver } from '#server/meetings/handed-over.ts'
import { listHeldRoles } from '#server/meetings/held-roles.ts'
import { requireRun } from '#server/meetings/live-meeting.ts'
import { requireMeeting } from '#server/meetings/meetings.ts'
import { orNotFound, requirePageMember } from '#server/page-access.ts'
import '#components/live-meeting/projector.css'

export const metadata: Metadata = { title: 'Live session' }

type Props = { params: Promise<{ groupId: string; meetingId: string }>; searchParams: Promise<Record<string, unknown>> }

/** A study session while it takes place. */
export default async function LiveMeetingPage({ params, searchParams }: Props) {
  const { groupId, meetingId } = await params
  const { viewer, member } = await requirePageMember(groupId, `/groups/${groupId}/meetings/${meetingId}/live`)
  if (!z.uuid().safeParse(meetingId).success) notFound()
  const [about, madeAt] = [{ groupId, meetingId }, presentMoment()]
  const meeting = await orNotFound(requireMeeting(viewer, about))
  const { projector, minutes } = await searchParams
  const budget = BUDGETS.find((each) => String(each) === minutes) ?? meeting.minutes
  const [guide, chapters] = await Promise.all([findGuide(member.guide), findChaptersOf(member.guide, meeting)])
  const [initial, held, formerGuests, handedOver, proposedItems] = await Promise.all([
    requireRun(viewer, about),
    listHeldRoles(viewer, about),
    listFormerGuests(viewer, about),
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
        madeAt={madeAt}
        formerGuests={formerGuests}
        projector={projector !== undefined}
        proposedItems={proposedItems}
        budget={budget}
        turns={turnsOf(whoComes(meeting), held)}
        handedOver={handedOver}
      />
    </div>
  )
}

type Budget = { groupId: string; minutes: number }

async function proposeItems(viewer: Viewer, { id }: Meeting, chapters: readonly Chapter[], { groupId, minutes }: Budget) {
  const made = await findForAgenda(viewer, { groupId, id }, chapters)
  return itemsFromAgenda(makeAgenda(made, minutes).items, { chapters }, randomUUID)
}
