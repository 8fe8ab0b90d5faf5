'use client'

import { useState } from 'react'
import { useRemoveMember } from '#client/members.ts'
import { Button } from '#components/ui/button.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { Notice } from '#components/ui/notice.tsx'
import type { Member } from '#domain/group.ts'

type LeaveProps = { groupId: string; groupName: string; own: Member; alone: boolean }

/** The way out, or what to do first for whoever owns the group. */
export function LeaveGroup({ groupId, groupName, own, alone }: LeaveProps) {
  const [asking, setAsking] = useState(false)
  const remove = useRemoveMember(groupId)
  // A whole page load, because nothing that this browser knows of the group may stay on the screen.
  const leave = () => remove.mutate({ userId: own.userId }, { onSuccess: () => location.assign('/') })
  if (!own.can.leave) {
    return (
      <p className="mt-4 text-muted text-sm">
        You own this group. {alone ? 'Invite somebody and hand it over to them' : 'Hand it over to another member'} if you want to leave.
      </p>
    )
  }
  return (
    <>
      <Button variant="danger" size="small" className="mt-4" onClick={() => setAsking(true)}>
        Leave this group
      </Button>
      <Dialog open={asking} onClose={() => setAsking(false)} title={`Leave “${groupName}”?`}>
        <div className="space-y-4">
          <p>What you wrote stays with the group. To come back you need an invitation.</p>
          {remove.error && <Notice tone="error">{remove.error.message}</Notice>}
          <div className="flex flex-wrap gap-3">
            <Button variant="danger" onClick={leave} busy={remove.isPending || remove.isSuccess}>
              Leave the group
            </Button>
            <Button onClick={() => setAsking(false)}>Stay</Button>
          </div>
        </div>
      </Dialog>
    </>
  )
}
