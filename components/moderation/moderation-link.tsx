import type { Route } from 'next'
import Link from 'next/link'
import * as say from '#messages/moderation.ts'

/** Leads to what was flagged and hidden, and says when something waits there. */
export function ModerationLink({ groupId, waits = false }: { groupId: string; waits?: boolean }) {
  return (
    <p className={`mt-4 ${waits ? 'border-accent border-s-4 py-1 ps-4' : ''}`}>
      <Link href={`/groups/${groupId}/moderation` as Route} prefetch={false} className="link">
        {waits ? say.flagsWait() : say.title()}
      </Link>
    </p>
  )
}
