'use client'

import { useState } from 'react'
import { useInvitations, useRemoveInvitation } from '#client/invitations.ts'
import { InvitationForm } from '#components/groups/invitation-form.tsx'
import { InvitationLink } from '#components/groups/invitation-link.tsx'
import { Button } from '#components/ui/button.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { Fold } from '#components/ui/fold.tsx'
import { Notice } from '#components/ui/notice.tsx'
import { Time } from '#components/ui/time.tsx'
import { useToast } from '#components/ui/toast.tsx'
import type { InvitationItem, InvitationState } from '#domain/invitation.ts'
import * as say from '#messages/members.ts'

const STATE_WORDS: Record<InvitationState, string> = { open: 'Open', expired: 'Expired', 'used-up': 'Used up', revoked: 'Withdrawn' }

function usesWords({ uses, maxUses }: InvitationItem): string {
  if (maxUses !== null) return `${uses} of ${maxUses} people have joined`
  if (uses === 0) return 'not used yet'
  return uses === 1 ? 'one person has joined' : `${uses} people have joined`
}

type ListProps = { groupId: string; groupName: string; initial: InvitationItem[] }

/** The links into a group: those that are open, a new one, and what became of the others. */
export function InvitationList({ groupId, groupName, initial }: ListProps) {
  const invitations = useInvitations(groupId, initial)
  const open = invitations.filter(({ state }) => state === 'open')
  const dead = invitations.filter(({ state }) => state !== 'open')
  return (
    <div className="space-y-8">
      {open.every(({ invitee }) => invitee !== null) && (
        <Notice title="No link is open">Make one: whoever has it can join until it ends.</Notice>
      )}
      <ul className="space-y-8">
        {open.map((invitation) => (
          <li key={invitation.id}>
            {invitation.invitee !== null && <p className="wrap-anywhere font-medium">{say.inviteeAlone({ name: invitation.invitee })}</p>}
            <p className="mb-2 text-muted text-sm">
              {invitation.creator && `By ${invitation.creator} · `}until <Time at={invitation.expiresAt} /> · {usesWords(invitation)}
            </p>
            {invitation.invitee === null && <InvitationLink code={invitation.code} groupName={groupName} />}
            <Withdraw groupId={groupId} invitationId={invitation.id} />
          </li>
        ))}
      </ul>
      <InvitationForm groupId={groupId} />
      {dead.length > 0 && (
        <Fold title={`Links that have ended (${dead.length})`}>
          <ul className="divide-y divide-line border-line border-y">
            {dead.map((invitation) => (
              <li key={invitation.id} className="py-2 text-sm">
                <span className="font-medium">{STATE_WORDS[invitation.state]}</span>
                <span className="text-muted">
                  {' '}
                  · made {invitation.creator && `by ${invitation.creator} `}
                  <Time at={invitation.createdAt} shape="date" /> · {usesWords(invitation)} · …{invitation.code.slice(-4)}
                </span>
              </li>
            ))}
          </ul>
        </Fold>
      )}
    </div>
  )
}

function Withdraw({ groupId, invitationId }: { groupId: string; invitationId: string }) {
  const [asking, setAsking] = useState(false)
  const [remove, toast] = [useRemoveInvitation(groupId), useToast()]
  const withdraw = () => remove.mutate(invitationId, { onSuccess: () => toast('The link no longer works.') })
  return (
    <>
      <Button size="small" variant="plain" className="mt-2 -ml-2.5" onClick={() => setAsking(true)}>
        Withdraw this link
      </Button>
      <Dialog open={asking} onClose={() => setAsking(false)} title="Withdraw this link?">
        <div className="space-y-4">
          <p>Nobody can join by it any more. Who has joined stays.</p>
          {remove.error && <Notice tone="error">{remove.error.message}</Notice>}
          <div className="flex flex-wrap gap-3">
            <Button variant="danger" onClick={withdraw} busy={remove.isPending}>
              Withdraw the link
            </Button>
            <Button onClick={() => setAsking(false)}>Keep it</Button>
          </div>
        </div>
      </Dialog>
    </>
  )
}
