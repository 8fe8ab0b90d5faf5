import type { Metadata, Route } from 'next'
import { notFound, redirect } from 'next/navigation'
import { z } from 'zod'
import { BriefView } from '#components/meetings/brief-view.tsx'
import { Problem } from '#domain/problem.ts'
import * as m from '#messages/brief.ts'
import { findGuide } from '#server/content/guides.ts'
import { requireBrief } from '#server/meetings/brief.ts'
import { requirePageMember } from '#server/page-access.ts'

export const metadata: Metadata = { title: m.title() }

/** What facilitators are told before a study session. */
export default async function BriefPage({ params }: { params: Promise<{ groupId: string; meetingId: string }> }) {
  const { groupId, meetingId } = await params
  const { viewer, member } = await requirePageMember(groupId, `/groups/${groupId}/meetings/${meetingId}/brief`)
  if (!z.uuid().safeParse(meetingId).success) notFound()
  // Whoever does not facilitate finds the session itself.
  const held = await requireBrief(viewer, { groupId, meetingId }).catch((error: unknown) => {
    if (error instanceof Problem && error.kind === 'not-found') redirect(`/groups/${groupId}/meetings/${meetingId}` as Route)
    throw error
  })
  const { meeting, brief } = held
  const guide = await findGuide(member.guide)
  return (
    <div className="page py-8">
      <BriefView groupId={groupId} meeting={meeting} brief={brief} language={guide?.language ?? 'en'} />
    </div>
  )
}
