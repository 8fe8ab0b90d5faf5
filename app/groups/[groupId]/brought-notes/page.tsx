import type { Metadata } from 'next'
import { Door } from '#components/account/door.tsx'
import { BringNotes } from '#components/brought-notes/bring-notes.tsx'
import { mayBringNotes } from '#domain/permissions.ts'
import * as say from '#messages/brought.ts'
import { findFormReply } from '#server/form-reply.ts'
import { requirePageMember } from '#server/page-access.ts'

export const metadata: Metadata = { title: say.title() }

type Props = { params: Promise<{ groupId: string }>; searchParams: Promise<Record<string, string | string[] | undefined>> }

/** Notes out of a file, for facilitators. */
export default async function BroughtNotesPage({ params, searchParams }: Props) {
  const [{ groupId }, { reply }] = await Promise.all([params, searchParams])
  const { viewer, member } = await requirePageMember(groupId, `/groups/${groupId}/brought-notes`)
  return (
    <Door title={say.title()} lead={say.lead()}>
      {mayBringNotes(member.role) ? (
        <BringNotes groupId={groupId} viewer={viewer.userId} reply={await findFormReply(reply)} />
      ) : (
        <p>{say.leadersOnly()}</p>
      )}
    </Door>
  )
}
