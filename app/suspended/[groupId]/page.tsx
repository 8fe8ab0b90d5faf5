import type { Metadata, Route } from 'next'
import { notFound, redirect } from 'next/navigation'
import { z } from 'zod'
import { Door } from '#components/account/door.tsx'
import * as say from '#messages/installation.ts'
import { findGroupSuspension } from '#server/oversight/suspensions.ts'
import { orNotFound, requirePageViewer } from '#server/page-access.ts'
import { viewerIn } from '#server/personas.ts'

export const metadata: Metadata = { title: say.closedReason(), robots: { index: false } }

type Props = { params: Promise<{ groupId: string }> }

/** Stands in the place of every page of a group that is suspended. */
export default async function SuspendedPage({ params }: Props) {
  const { groupId } = await params
  const viewer = await requirePageViewer(`/suspended/${groupId}`)
  if (!z.uuid().safeParse(groupId).success) notFound()
  const suspension = await orNotFound(findGroupSuspension(await viewerIn(viewer, groupId), groupId))
  if (!suspension) redirect(`/groups/${groupId}` as Route)
  const { name, reason, owns } = suspension
  return (
    <Door title={say.closedTitle({ group: name })} lead={say.closedLead()}>
      <div className="space-y-5">
        <div>
          <h2>{say.closedReason()}</h2>
          <p dir="auto" className="wrap-anywhere mt-1 whitespace-pre-line">
            {reason}
          </p>
        </div>
        <p>{say.closedAsk()}</p>
        {owns && (
          <div>
            <a href={`/api/groups/${groupId}/archive`} download className="link target inline-flex items-center">
              {say.closedDownload()}
            </a>
            <p className="text-muted text-sm">{say.closedDownloadAbout()}</p>
          </div>
        )}
      </div>
    </Door>
  )
}
