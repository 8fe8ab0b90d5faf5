import type { Metadata } from 'next'
import { Door } from '#components/account/door.tsx'
import { BringNotes } from '#components/brought/bring-notes.tsx'
import { mayBringNotes } from '#domain/permissions.ts'
import * as say from '#messages/brought.ts'
import { requirePageMember } from '#server/page-access.ts'

export const metadata: Metadata = { title: say.title() }

/** Notes out of a file, for facilitators. */
export default async function BroughtNotesPage({ params }: { params: Promise<{ groupId: string }> }) {
  const { groupId } = await params
  const { member } = await requirePageMember(groupId, `/groups/${groupId}/brought-notes`)
  return (
    <Door title={say.title()} lead={say.lead()}>
      {mayBringNotes(member.role) ? <BringNotes groupId={groupId} /> : <p>{say.leadersOnly()}</p>}
    </Door>
  )
}
