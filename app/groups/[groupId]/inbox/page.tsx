import type { Metadata } from 'next'
import { ChangesLink } from '#components/desk/changes-link.tsx'
import { InboxList } from '#components/inbox/inbox-list.tsx'
import * as say from '#messages/inbox.ts'
import { countChanges } from '#server/editions/changes.ts'
import { requirePageMember } from '#server/page-access.ts'
import { listInbox } from '#server/talk/inbox.ts'

type Props = { params: Promise<{ groupId: string }> }

export const metadata: Metadata = { title: say.forYou() }

/** What others wrote to the viewer, and what waits for a decision of theirs. */
export default async function InboxPage({ params }: Props) {
  const { groupId } = await params
  const { viewer } = await requirePageMember(groupId, `/groups/${groupId}/inbox`)
  const [threads, changes] = await Promise.all([listInbox(viewer, { groupId }), countChanges(viewer, { groupId })])
  return (
    <div className="page py-8 sm:py-10">
      <h1>{say.forYou()}</h1>
      <p className="measure mt-2 text-muted">{say.whatForYou({ name: viewer.name })}</p>
      <ChangesLink groupId={groupId} count={changes} />
      <InboxList groupId={groupId} threads={threads} />
    </div>
  )
}
