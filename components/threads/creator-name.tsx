'use client'

import { initials } from '#components/threads/initials.ts'
import { useTalkPlace } from '#components/threads/talk-place.tsx'
import { type Creator, creatorName, isOutside } from '#domain/viewer.ts'
import * as say from '#messages/namesakes.ts'

/** Who wrote something: initials and name; the viewer's own words have a filled badge and say so. */
export function CreatorName({ creator }: { creator: Creator | null }) {
  const { viewerId, namesakes } = useTalkPlace()
  const joined = creator && namesakes[creator.id]
  const own = creator?.id === viewerId
  const badge = own ? 'bg-accent text-accent-ink' : 'text-ink'
  return (
    <span className="inline-flex min-w-0 items-center gap-1.5">
      <span
        aria-hidden
        className={`inline-flex size-6 shrink-0 items-center justify-center rounded-full border border-muted font-semibold text-[0.6875rem] ${badge}`}
      >
        {creator ? initials(creator.name) : '–'}
      </span>
      <span className="wrap-anywhere font-semibold">{creatorName(creator, true)}</span>
      {joined && <span className="font-normal text-muted text-xs">{say.joinedOn({ on: joined })}</span>}
      {creator && isOutside(creator) && <span className="font-normal text-muted text-xs">{say.fromFile()}</span>}
      {own && <span className="font-normal text-muted">(you)</span>}
    </span>
  )
}
