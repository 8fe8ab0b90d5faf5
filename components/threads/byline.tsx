'use client'

import type { ReactNode } from 'react'
import { CreatorName } from '#components/threads/creator-name.tsx'
import { Edited } from '#components/threads/edited.tsx'
import { UnreadDot } from '#components/threads/unread.tsx'
import { Time } from '#components/ui/time.tsx'
import type { EditedWords } from '#domain/rewording.ts'
import type { Creator } from '#domain/viewer.ts'

type BylineProps = {
  noun: 'comment' | 'answer'
  /** What was said, and by whom. */
  said: {
    id: string
    creator: Creator | null
    createdAt: string
    edited: boolean
    body: string
    version: number
    evidence?: EditedWords['evidence']
  }
  children?: ReactNode
}

/** Who wrote something and when, whether it was changed since, and whether it is new to the reader. */
export function Byline({ noun, said, children }: BylineProps) {
  const { id, creator, createdAt, edited, body, version, evidence } = said
  return (
    <div className="flex flex-wrap items-center gap-x-2 gap-y-0.5 text-sm">
      <CreatorName creator={creator} />
      {children}
      <UnreadDot id={id} />
      {/* On a line of its own: it changes its width when the browser puts it into the reader's zone. */}
      <div className="w-full text-muted">
        <Time at={createdAt} />
        {edited && (
          <>
            {' · '}
            <Edited words={{ noun, id, body, version, evidence }} />
          </>
        )}
      </div>
    </div>
  )
}
