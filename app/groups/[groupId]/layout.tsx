import type { Metadata } from 'next'
import type { ReactNode } from 'react'
import { ArchivedNotice } from '#components/groups/archived-notice.tsx'
import { DeletionNotice } from '#components/groups/deletion-notice.tsx'
import { GroupNav } from '#components/groups/group-nav.tsx'
import { NamesNotice } from '#components/groups/names-notice.tsx'
import { ReturnNotice } from '#components/groups/return-notice.tsx'
import { PageViewer } from '#components/site/page-viewer.tsx'
import { accountOf } from '#domain/viewer.ts'
import { findOwnReturn } from '#server/accounts/returns.ts'
import { findGroup } from '#server/groups/groups.ts'
import { findCalls } from '#server/moderation/calls.ts'
import { findViewerIn } from '#server/viewer.ts'

export const metadata: Metadata = { robots: { index: false }, referrer: 'same-origin' }

type Props = { params: Promise<{ groupId: string }>; children: ReactNode }

/** The group's line over each of its pages. Who may see the page is the page's own business: it sends others away. */
export default async function GroupLayout({ params, children }: Props) {
  const { groupId } = await params
  const viewer = await findViewerIn(groupId)
  const group = viewer && (await findGroup(viewer, { groupId }))
  const [calls, own] =
    viewer && group ? await Promise.all([findCalls(viewer, { groupId }), findOwnReturn(viewer, { groupId })]) : [null, null]
  return (
    <>
      <PageViewer viewer={viewer && { userId: accountOf(viewer), name: viewer.name }} />
      {group && calls && (
        <GroupNav groupId={groupId} name={group.name} currentChapter={group.currentChapter} running={group.runningMeeting} calls={calls} />
      )}
      {viewer && own && <ReturnNotice groupId={groupId} viewer={viewer.userId} own={own} />}
      {group && <DeletionNotice group={group} />}
      {group && <ArchivedNotice group={group} />}
      {group && <NamesNotice group={group} />}
      <div className={group?.archivedAt ? 'archived contents' : 'contents'}>{children}</div>
    </>
  )
}
