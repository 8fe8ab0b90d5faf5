import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { z } from 'zod'
import { MeetingView } from '#components/meetings/meeting-view.tsx'
import { findChapter, findGuide } from '#server/content/guides.ts'
import { findFormReply } from '#server/form-reply.ts'
import { findBrought } from '#server/meetings/agenda.ts'
import { requireHeld } from '#server/meetings/summaries.ts'
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
  const [guide, chapter] = [await findGuide(member.guide), await findChapter(member.guide, meeting.chapter)]
  const brought = chapter && (await findBrought(viewer, { ...about, chapter: chapter.slug }))
  return (
    <div className="page py-8">
      <MeetingView
        place={{ groupId, meeting, viewer: { userId: viewer.userId, role: member.role }, initial: { run, now: Date.now() } }}
        around={around}
        printable={chapter !== null && canBePrinted(chapter.text)}
        reply={await findFormReply((await searchParams).reply)}
        chapter={guide && chapter && brought && { ...forAgenda(chapter, meeting.can.edit), language: guide.language, brought }}
        now={new Date().toISOString()}
      />
    </div>
  )
}

/** What the agenda needs of a chapter; the notes on its questions are for facilitators. */
function forAgenda(chapter: NonNullable<Awaited<ReturnType<typeof findChapter>>>, withNotes: boolean) {
  const { slug, title, number, part, plans, companion } = chapter
  const questions = chapter.questions.map(({ note, ...question }) => (withNotes && note ? { ...question, note } : question))
  return { slug, title, number, part, plans, questions, companion }
}
