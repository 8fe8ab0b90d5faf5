import type { Metadata } from 'next'
import { MeetingList } from '#components/meetings/meeting-list.tsx'
import { mayPlanMeetings } from '#domain/permissions.ts'
import { findGuide } from '#server/content/guides.ts'
import { listMeetings } from '#server/meetings/meetings.ts'
import { requirePageMember } from '#server/page-access.ts'

export const metadata: Metadata = { title: 'Study sessions' }

export default async function MeetingsPage({ params }: { params: Promise<{ groupId: string }> }) {
  const { groupId } = await params
  const { viewer, member } = await requirePageMember(groupId, `/groups/${groupId}/meetings`)
  const [meetings, guide] = [await listMeetings(viewer, { groupId }), await findGuide(member.guide)]
  const canPlan = mayPlanMeetings(member.role)
  const chapters = canPlan && guide ? guide.chapters.map(({ slug, number, part, title }) => ({ slug, number, part, title })) : []
  return (
    <div className="page py-8">
      <h1>Study sessions</h1>
      <MeetingList groupId={groupId} initial={meetings} canPlan={canPlan} chapters={chapters} now={new Date().toISOString()} />
    </div>
  )
}
