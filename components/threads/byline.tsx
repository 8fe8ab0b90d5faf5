'use client'

import type { ReactNode } from 'react'
import { CreatorName } from '#components/threads/creator-name.tsx'
import { UnreadDot } from '#components/threads/unread.tsx'
import { Time } from '#components/ui/time.tsx'
import type { Creator } from '#domain/viewer.ts'

type BylineProps = { id: string; creator: Creator | null; createdAt: string; edited: boolean; children?: ReactNode }

/** Who wrote something and when, whether it was changed since, and whether it is new to the reader. */
export function Byline({ id, creator, createdAt, edited, children }: BylineProps) {
  return (
    <div className="flex flex-wrap items-center gap-x-2 gap-y-0.5 text-sm">
      <CreatorName creator={creator} />
      {children}
      <UnreadDot id={id} />
      {/* On a line of its own: it changes its width when the browser puts it into the reader's zone. */}
      <span className="w-full text-muted">
        <Time at={createdAt} />
        {edited && ' · edited'}
      </span>
    </div>
  )
}
