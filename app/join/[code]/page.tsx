import type { Metadata, Route } from 'next'
import { redirect } from 'next/navigation'
import { Door } from '#components/account/door.tsx'
import { JoinButton } from '#components/groups/join-button.tsx'
import { ButtonLink } from '#components/ui/button.tsx'
import { Notice } from '#components/ui/notice.tsx'
import type { InvitationPreview } from '#domain/invitation.ts'
import { withNext } from '#domain/next-path.ts'
import { findFormReply } from '#server/form-reply.ts'
import { requireInvitation } from '#server/groups/join.ts'
import { orNotFound } from '#server/page-access.ts'
import { findViewer } from '#server/viewer.ts'

export const metadata: Metadata = { title: 'Invitation', robots: { index: false }, referrer: 'same-origin' }

const DEAD = {
  expired: 'This invitation has expired',
  'used-up': 'This invitation has been used as often as it could be',
  revoked: 'This invitation has been withdrawn',
}

type Props = { params: Promise<{ code: string }>; searchParams: Promise<Record<string, string | string[] | undefined>> }

/** Looking joins nobody: that takes a press of a button. */
export default async function JoinPage({ params, searchParams }: Props) {
  const { code } = await params
  const viewer = await findViewer()
  const invitation = await orNotFound(requireInvitation(viewer, { code }))
  if (invitation.groupId) redirect(`/groups/${invitation.groupId}` as Route)
  if (invitation.state !== 'open') {
    return (
      <Door title="Join a group">
        <Notice title={DEAD[invitation.state]}>Ask {invitation.ask} for a new one.</Notice>
      </Door>
    )
  }
  const { groupName, inviter, guideTitle, ownName } = invitation
  return (
    <Door
      title={`Join “${groupName}”`}
      lead={
        <>
          {inviter ?? 'Somebody in the group'} invites you to read <cite>{guideTitle}</cite> together.
        </>
      }
    >
      {viewer ? (
        <JoinButton {...{ code, groupName, viewer, ownName }} reply={await findFormReply((await searchParams).reply)} />
      ) : (
        <WaysIn invitation={invitation} />
      )}
      <p className="mt-6 text-muted text-sm">What you write there is shown to the members of the group only.</p>
    </Door>
  )
}

/** Both ways come back to the invitation and on into the group. */
function WaysIn({ invitation }: { invitation: InvitationPreview }) {
  const here = `/join/${invitation.code}`
  return (
    <div className="flex flex-col gap-3">
      <ButtonLink href={withNext('/sign-up', here) as Route} variant="primary" prefetch={false}>
        Create an account and join
      </ButtonLink>
      <ButtonLink href={withNext('/sign-in', here) as Route} prefetch={false}>
        I have an account
      </ButtonLink>
    </div>
  )
}
