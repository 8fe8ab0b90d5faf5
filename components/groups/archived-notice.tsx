import type { Route } from 'next'
import Link from 'next/link'
import { Time } from '#components/ui/time.tsx'
import type { Group } from '#domain/group.ts'
import * as say from '#messages/groups.ts'

type NoticeProps = { group: Pick<Group, 'id' | 'archivedAt' | 'role'> }

/** On each page of an archived group: since when, what that means, and for its owner the way back. Nothing while it goes on. */
export function ArchivedNotice({ group: { id, archivedAt, role } }: NoticeProps) {
  if (archivedAt === null) return null
  return (
    <div className="page no-print py-2">
      <p className="border-line border-s-4 py-1 ps-4">
        <strong>
          {say.archivedSince()} <Time at={archivedAt} shape="date" />.
        </strong>{' '}
        {say.archivedReads()}{' '}
        {role !== 'MEMBER' && (
          <Link href={`/groups/${id}/members/next-circle` as Route} prefetch={false} className="link">
            {say.nextCircle()}
          </Link>
        )}
        {role === 'OWNER' && (
          <>
            {' · '}
            <Link href={`/groups/${id}/members/archive` as Route} prefetch={false} className="link">
              {say.reopenGroup()}
            </Link>
          </>
        )}
      </p>
    </div>
  )
}
