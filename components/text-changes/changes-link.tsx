import type { Route } from 'next'
import Link from 'next/link'

/** On the group's page: that notes wait because their text was edited. Nothing while none do. */
export function ChangesLink({ groupId, count }: { groupId: string; count: number }) {
  if (count === 0) return null
  return (
    <p className="mt-4 border-accent border-s-4 py-1 ps-4">
      The text was edited:{' '}
      <Link href={`/groups/${groupId}/changes` as Route} prefetch={false} className="link">
        {count === 1 ? 'one note waits for a decision' : `${count} notes wait for a decision`}
      </Link>
    </p>
  )
}
