import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { z } from 'zod'
import { MeetingView } from '#components/meetings/meeting-view.tsx'
import type { ForAgenda } from '#domain/agenda.ts'
import type { Chapter } from '#domain/guide.ts'
import { maySteerMeeting } from '#domain/permissions.ts'
import { accountOf } from '#domain/viewer.ts'
import { findGuide } from '#server/content/guides.ts'
import { findFormReply } from '#server/form-reply.ts'
import { findChaptersOf, findForAgenda } from '#server/meetings/agenda.ts'
import { requireHeld } from '#server/meetings/held.ts'
import { orNotFound, requirePageMember } from '#server/page-access.ts'
import { canBePrinted } from '#server/paper/letters.ts'

export const metadata: Metadata = { title: 'Study session' }

type Props = {
  params: Promise<{ groupId: string; meetingId: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export default async function MeetingPage({ params, searchParams }: Props) {
  const { groupId, meetingId } = await params
  const { viewer, member } = await requirePageMember(groupId, `/groups/${groupId}/meetings/${meetingId}`)
  if (!z.uuid().safeParse(meetingId).success) notFound()
  const about = { groupId, meetingId }
  const { meeting, run, ...around } = await orNotFound(requireHeld(viewer, about))
  const [guide, chapters] = await Promise.all([findGuide(member.guide), findChaptersOf(member.guide, meeting)])
  const steers = maySteerMeeting({ role: member.role, isFacilitator: run.roles.FACILITATOR === viewer.userId })
  const made = await findForAgenda(viewer, { groupId, id: meetingId }, chapters)
  return (
    <div className="page py-8">
      <MeetingView
        place={{
          groupId,
          meeting,
          viewer: { userId: viewer.userId, accountId: accountOf(viewer), role: member.role },
          initial: { run, now: Date.now() },
        }}
        around={around}
        printable={chapters.length > 0 && chapters.every(({ text }) => canBePrinted(text))}
        reply={await findFormReply((await searchParams).reply)}
        planned={guide && chapters.length > 0 ? { ...forReader(made, chapters, steers), language: guide.language } : null}
        now={new Date().toISOString()}
      />
    </div>
  )
}

/** What the agenda needs of the chapters; the notes on their questions are for whoever facilitates. */
function forReader(made: ForAgenda, chapters: readonly Chapter[], withNotes: boolean) {
  const taken = made.chapters.map((each, at) => ({
    ...each,
    questions: each.questions.map(({ note, ...question }) => (withNotes && note ? { ...question, note } : question)),
    number: chapters[at]?.number ?? 0,
    part: chapters[at]?.part ?? null,
    companion: chapters[at]?.companion ?? null,
  }))
  return { ...made, chapters: taken }
}
