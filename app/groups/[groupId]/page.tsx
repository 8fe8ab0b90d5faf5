import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { AllChapters } from '#app/groups/[groupId]/all-chapters.tsx'
import { FirstSteps } from '#components/groups/first-steps.tsx'
import { GroupAside, NextSession } from '#components/groups/group-aside.tsx'
import { GroupHead } from '#components/groups/group-head.tsx'
import { TalkingPoints } from '#components/groups/talking-points.tsx'
import { ThisWeek } from '#components/groups/this-week.tsx'
import { ChangesLink } from '#components/text-changes/changes-link.tsx'
import { findChapterItem } from '#domain/guide-reading.ts'
import { findGuide } from '#server/content/guides.ts'
import { countChanges } from '#server/editions/changes.ts'
import { findGroup, requireGroup } from '#server/groups/groups.ts'
import { listInvitations } from '#server/groups/invitations.ts'
import { listMembers } from '#server/groups/members.ts'
import { listMeetings } from '#server/meetings/meetings.ts'
import { orNotFound, requirePageMember } from '#server/page-access.ts'
import { listChaptersRead } from '#server/talk/reading-position.ts'
import { findTalkingPoints } from '#server/talk/talking-points.ts'
import { listActivity } from '#server/talk/visits.ts'
import { findViewerIn } from '#server/viewer.ts'

type Props = { params: Promise<{ groupId: string }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { groupId } = await params
  const viewer = await findViewerIn(groupId)
  const group = viewer && (await findGroup(viewer, { groupId }))
  return group ? { title: group.name } : {}
}

export default async function GroupPage({ params }: Props) {
  const { groupId } = await params
  const { viewer } = await requirePageMember(groupId, `/groups/${groupId}`)
  const group = await orNotFound(requireGroup(viewer, { groupId }))
  const [guide, meetings, members, activity, read, invitations, changes, points] = await Promise.all([
    findGuide(group.guide),
    listMeetings(viewer, { groupId }),
    listMembers(viewer, { groupId }),
    listActivity(viewer, { groupId }),
    listChaptersRead(viewer, { groupId }),
    group.can.invite ? listInvitations(viewer, { groupId }) : [],
    countChanges(viewer, { groupId }),
    findTalkingPoints(viewer, { groupId, chapter: group.currentChapter }),
  ])
  const chapter = guide && findChapterItem(guide, group.currentChapter)
  if (!guide || !chapter) notFound()
  return (
    <div className="page py-8 sm:py-10">
      <GroupHead group={group} guide={guide} />
      <ChangesLink groupId={groupId} count={changes} />
      <FirstSteps
        group={group}
        alone={members.length === 1}
        planned={meetings.length > 0}
        code={invitations.find(({ state, invitee }) => state === 'open' && invitee === null)?.code ?? null}
      />
      <div className="mt-8 grid gap-x-16 gap-y-10 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <ThisWeek groupId={groupId} chapter={chapter} language={guide.language} points={points} />
        <NextSession group={group} meetings={meetings} />
        <div className="space-y-10">
          <TalkingPoints groupId={groupId} language={guide.language} points={points} />
          <AllChapters group={group} guide={guide} meetings={meetings} activity={activity} read={read} />
        </div>
        <GroupAside group={group} members={members} guide={guide} />
      </div>
    </div>
  )
}
