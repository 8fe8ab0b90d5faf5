'use client'

import type { Route } from 'next'
import Link from 'next/link'
import { useTalkPlace } from '#components/threads/talk-place.tsx'
import type { SaidNoun } from '#domain/moderation.ts'
import * as say from '#messages/threads.ts'

type FlagProps = { noun: SaidNoun; id: string }

/** Leads to what a reader of a chapter's talk can do about somebody else's words. */
export const FlagLink = (props: FlagProps) => <FlagInGroup {...useTalkPlace()} {...props} />

/** The same anywhere in a group. */
export function FlagInGroup({ groupId, noun, id }: FlagProps & { groupId: string }) {
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
