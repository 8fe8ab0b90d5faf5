import type { Route } from 'next'
import Link from 'next/link'
import { Time } from '#components/ui/time.tsx'
import type { Group } from '#domain/group.ts'
import * as say from '#messages/groups.ts'

/** On each page of a group that is about to end: when, and what one can do. Nothing while it stays. */
export function DeletionNotice({ group: { id, deletesAt, role } }: { group: Pick<Group, 'id' | 'deletesAt' | 'role'> }) {
  if (deletesAt === null) return null
  return (
    <div className="page no-print py-2">
      <p className="border-danger border-s-4 py-1 ps-4">
        <strong>
          {say.deleteDue()} <Time at={deletesAt} shape="date" />.
        </strong>{' '}
        {say.deleteTake()}{' '}
        {role === 'OWNER' && (
          <Link href={`/groups/${id}/members/delete` as Route} prefetch={false} className="link">
            {say.deleteStop()}
          </Link>
        )}
      </p>
    </div>
  )
}
