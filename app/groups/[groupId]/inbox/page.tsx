import type { Metadata, Route } from 'next'
import Link from 'next/link'
import { AsksList } from '#components/inbox/asks-list.tsx'
import { ComingUp } from '#components/inbox/coming-up.tsx'
import { InboxList } from '#components/inbox/inbox-list.tsx'
import { WaitingInvitations } from '#components/inbox/waiting-invitations.tsx'
import { ModerationLink } from '#components/moderation/moderation-link.tsx'
import { ChangesLink } from '#components/text-changes/changes-link.tsx'
import { accountOf } from '#domain/viewer.ts'
import * as nav from '#messages/group-nav.ts'
import * as say from '#messages/inbox.ts'
import { settings } from '#messages/letters.ts'
import { countChanges } from '#server/editions/changes.ts'
import { listWaitingInvitations } from '#server/groups/join.ts'
import { listAsks } from '#server/meetings/asks.ts'
import { listRemindersDue } from '#server/meetings/reminders.ts'
import { isModerationWaiting } from '#server/moderation/moderation-list.ts'
import { requirePageMember } from '#server/page-access.ts'
import { listInbox } from '#server/talk/inbox.ts'

type Props = { params: Promise<{ groupId: string }> }

export const metadata: Metadata = { title: nav.forYou() }

/** What others wrote to the viewer, and what waits for a decision of theirs. */
export default async function InboxPage({ params }: Props) {
  const { groupId } = await params
  const { viewer, member } = await requirePageMember(groupId, `/groups/${groupId}/inbox`)
  const [threads, changes, asks, waits, comingUp, invitations] = await Promise.all([
    listInbox(viewer, { groupId }),
    countChanges(viewer, { groupId }),
    listAsks(viewer, { groupId }),
    isModerationWaiting(member),
    listRemindersDue(viewer, { groupId }),
    listWaitingInvitations(viewer, { groupId }),
  ])
  return (
    <div className="page py-8 sm:py-10">
      <h1>{nav.forYou()}</h1>
      <p className="measure mt-2 text-muted">{say.whatForYou({ name: viewer.name })}</p>
      <p className="mt-2">
        <Link href={`/groups/${groupId}/inbox/settings` as Route} className="link target inline-flex items-center">
          {settings()}
        </Link>
      </p>
      <ComingUp groupId={groupId} meetings={comingUp} />
      <ChangesLink groupId={groupId} count={changes} />
      <WaitingInvitations groupId={groupId} viewer={accountOf(viewer)} invitations={invitations} />
      <AsksList groupId={groupId} asks={asks} />
      {waits && <ModerationLink groupId={groupId} waits />}
      <InboxList groupId={groupId} threads={threads} />
    </div>
  )
}
