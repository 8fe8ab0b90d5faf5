import type { Metadata } from 'next'
import { MeetingList } from '#components/meetings/meeting-list.tsx'
import { ReminderForm } from '#components/meetings/reminder-form.tsx'
import { findGuide } from '#server/content/guides.ts'
import { findFormReply } from '#server/form-reply.ts'
import { requireGroup } from '#server/groups/groups.ts'
import { listMeetings } from '#server/meetings/meetings.ts'
import { listReminderHours } from '#server/meetings/reminders.ts'
import { orNotFound, requirePageMember } from '#server/page-access.ts'

export const metadata: Metadata = { title: 'Study sessions' }

type Props = { params: Promise<{ groupId: string }>; searchParams: Promise<Record<string, string | string[] | undefined>> }

export default async function MeetingsPage({ params, searchParams }: Props) {
  const [{ groupId }, { reply: id }] = await Promise.all([params, searchParams])
  const { viewer, member } = await requirePageMember(groupId, `/groups/${groupId}/meetings`)
  const [meetings, guide] = [await listMeetings(viewer, { groupId }), await findGuide(member.guide)]
  const [hours, reply] = await Promise.all([listReminderHours(viewer, { groupId }), findFormReply(id)])
  const canPlan = (await orNotFound(requireGroup(viewer, { groupId }))).can.planMeetings
  const chapters = canPlan && guide ? guide.chapters.map(({ slug, number, part, title }) => ({ slug, number, part, title })) : []
  return (
    <div className="page py-8">
      <h1>Study sessions</h1>
      <MeetingList groupId={groupId} initial={meetings} canPlan={canPlan} chapters={chapters} now={new Date().toISOString()} />
      {canPlan && <ReminderForm groupId={groupId} viewerId={viewer.userId} hours={hours} reply={reply} />}
    </div>
  )
}
