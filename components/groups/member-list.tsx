'use client'

import type { Route } from 'next'
import Link from 'next/link'
import { useLive } from '#client/live.ts'
import { useMembers } from '#client/members.ts'
import { ROLE_WORDS } from '#components/groups/role-words.ts'
import { ButtonLink } from '#components/ui/button.tsx'
import { Time } from '#components/ui/time.tsx'
import type { Member } from '#domain/group.ts'
import * as say from '#messages/members.ts'

type ListProps = { groupId: string; initial: Member[] }

/** Who belongs to the group, with what the viewer may change about each. */
export function MemberList({ groupId, initial }: ListProps) {
  const members = useMembers(groupId, initial)
  useLive(groupId)
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
              <ButtonLink
                size="small"
                aria-label={say.changeNamed({ name: each.name })}
                href={`/groups/${groupId}/members/${each.userId}` as Route}
                prefetch={false}
              >
                {say.change()}
              </ButtonLink>
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
    </>
  )
}
