'use client'

import type { Route } from 'next'
import Link from 'next/link'
import { useTalkPlace } from '#components/threads/talk-place.tsx'
import type { SaidNoun } from '#domain/moderation.ts'
import * as say from '#messages/threads.ts'

/** Leads to what a reader can do about somebody else's words. */
export function FlagLink({ noun, id }: { noun: SaidNoun; id: string }) {
  const { groupId } = useTalkPlace()
  return (
    <Link
      href={`/groups/${groupId}/moderation/flag?noun=${noun}&id=${id}` as Route}
      prefetch={false}
      className="inline-flex items-center px-2.5 text-accent text-sm target"
    >
      {say.flag()}
    </Link>
  )
}
