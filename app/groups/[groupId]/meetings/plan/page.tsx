import type { Metadata, Route } from 'next'
import Link from 'next/link'
import { Planner } from '#components/meetings/planner.tsx'
import { Notice } from '#components/ui/notice.tsx'
import { mayPlanMeetings } from '#domain/permissions.ts'
import { requireGuide } from '#server/content/guides.ts'
import { requireGroup } from '#server/groups/groups.ts'
import { listMeetings } from '#server/meetings/meetings.ts'
import { orNotFound, requirePageMember } from '#server/page-access.ts'

export const metadata: Metadata = { title: 'Plan the weeks' }

export default async function PlanPage({ params }: { params: Promise<{ groupId: string }> }) {
  const { groupId } = await params
  const { viewer, member } = await requirePageMember(groupId, `/groups/${groupId}/meetings/plan`)
  const [guide, meetings, group] = await Promise.all([
    orNotFound(requireGuide(member.guide)),
    listMeetings(viewer, { groupId }),
    orNotFound(requireGroup(viewer, { groupId })),
  ])
  const chapters = guide.chapters.map(({ slug, number, part, title }) => ({ slug, number, part, title }))
  return (
    <div className="page py-8">
      <p className="text-sm">
        <Link href={`/groups/${groupId}/meetings` as Route} className="link">
          All study sessions
        </Link>
      </p>
      <h1 className="mt-5">Plan the weeks</h1>
      {mayPlanMeetings(member.role) && group.archivedAt === null ? (
        <>
          <p className="measure mt-3 text-muted">
            Say when you first meet. Each session takes up the next chapter, and you can move, cancel or rearrange any of them afterwards.
          </p>
          <Planner groupId={groupId} chapters={chapters} meetings={meetings} zone={group.timeZone} />
        </>
      ) : (
        group.archivedAt === null && (
          <div className="mt-6">
            <Notice title="Only facilitators plan study sessions">Ask one of them, or the owner of the group.</Notice>
          </div>
        )
      )}
    </div>
  )
}
