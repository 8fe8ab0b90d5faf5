'use client'

import type { Route } from 'next'
import Link from 'next/link'
import { useState } from 'react'
import { useLive } from '#client/live.ts'
import { useMembers } from '#client/members.ts'
import { ChangeMember } from '#components/groups/change-member.tsx'
import { ROLE_WORDS } from '#components/groups/role-words.ts'
import { Button } from '#components/ui/button.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { Time } from '#components/ui/time.tsx'
import type { Member } from '#domain/group.ts'
import * as say from '#messages/members.ts'

type ListProps = { groupId: string; initial: Member[] }

/** Who belongs to the group, with what the viewer may change about each. */
export function MemberList({ groupId, initial }: ListProps) {
  const members = useMembers(groupId, initial)
  useLive(groupId)
  const [chosen, setChosen] = useState<string | null>(null)
  const member = members.find(({ userId }) => userId === chosen)
  const own = members.find(({ isViewer }) => isViewer)
  return (
    <>
      <ul className="divide-y divide-line border-line border-y">
        {members.map((each) => (
          <li key={each.userId} className="flex min-h-14 items-center gap-4 py-2">
            <div className="min-w-0 flex-1">
              <p className="wrap-anywhere font-medium">
                <bdi>{each.name}</bdi>
                {each.isViewer && <span className="ms-2 font-normal text-muted">you</span>}
              </p>
              <p className="text-muted text-sm">
                {each.role !== 'MEMBER' && <span className="font-medium text-ink">{ROLE_WORDS[each.role].name} · </span>}
                since <Time at={each.joinedAt} shape="date" />
              </p>
            </div>
            {(each.roles.length > 0 || each.can.remove) && (
              <Button size="small" aria-label={`Change ${each.name}`} onClick={() => setChosen(each.userId)}>
                Change
              </Button>
            )}
          </li>
        ))}
      </ul>
      {own &&
        (own.can.leave ? (
          <p className="mt-4">
            <Link href={`/groups/${groupId}/members/leave` as Route} className="link">
              {say.leaveGroup()}
            </Link>
          </p>
        ) : (
          <p className="mt-4 text-muted text-sm">{members.length === 1 ? say.ownsAlone() : say.ownsGroup()}</p>
        ))}
      <Dialog open={member !== undefined} onClose={() => setChosen(null)} title={member?.name ?? ''}>
        {member && <ChangeMember groupId={groupId} member={member} done={() => setChosen(null)} />}
      </Dialog>
    </>
  )
}
