import type { Route } from 'next'
import Link from 'next/link'
import { Button } from '#components/ui/button.tsx'
import { Time } from '#components/ui/time.tsx'
import type { WaitingInvitation } from '#domain/invitation.ts'
import * as say from '#messages/inbox.ts'

type WaitingProps = { groupId: string; viewer: string; invitations: WaitingInvitation[] }

/** Invitations into other groups that are for the viewer alone: to look at, or to refuse. Nothing while none waits. */
export function WaitingInvitations({ groupId, viewer, invitations }: WaitingProps) {
  if (invitations.length === 0) return null
  return (
    <section aria-labelledby="invitations" className="measure mt-8">
      <h2 id="invitations">{say.invitations()}</h2>
      <ul className="mt-2 divide-y divide-line">
        {invitations.map(({ code, groupName: group, inviter, createdAt }) => (
          <li key={code} className="wrap-anywhere py-2">
            <p>
              {inviter === null ? say.invitedToNameless({ group }) : say.invitedTo({ inviter, group })}{' '}
              <span className="text-muted text-sm">
                <Time at={createdAt} />
              </span>
            </p>
            <div className="mt-1 flex flex-wrap items-center gap-x-5 gap-y-2">
              <Link href={`/join/${code}` as Route} prefetch={false} className="link target inline-flex items-center font-medium">
                {say.lookAtInvitation()}
              </Link>
              <form method="post" action="/api/join/refusal">
                <input type="hidden" name="code" value={code} />
                <input type="hidden" name="viewer" value={viewer} />
                <input type="hidden" name="back" value={`/groups/${groupId}/inbox`} />
                <Button type="submit" variant="plain" size="small">
                  {say.refuseInvitation()}
                </Button>
              </form>
            </div>
          </li>
        ))}
      </ul>
    </section>
  )
}
