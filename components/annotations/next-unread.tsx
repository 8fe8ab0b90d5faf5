'use client'

import { useUnreadTour } from '#components/chapter-state/unread-tour.tsx'
import { useUnread } from '#components/threads/unread.tsx'
import { Time } from '#components/ui/time.tsx'
import * as say from '#messages/threads.ts'

/** Goes to the next thing that the reader has not seen: notes in the order of the text, then what was said on questions. */
export function NextUnread({ className = '' }: { className?: string }) {
  const { unreadLeft, goToNextUnread } = useUnreadTour()
  if (unreadLeft === 0) return null
  return (
    <button type="button" onClick={goToNextUnread} className={`needs-script font-medium text-accent ${className}`}>
      {say.nextUnread({ count: unreadLeft })}
    </button>
  )
}

/** How much the reader has not seen and since when it waits, with a way to be done with it. */
export function NewSince() {
  const { ids, since, seeEverything } = useUnread()
  if (since === null) return null
  return (
    <p className="needs-script flex flex-wrap items-center gap-x-2 text-muted text-sm">
      <span>
        {say.newSince({ count: ids.size })} <Time at={since} shape="day" />
      </span>
      <button type="button" onClick={seeEverything} className="inline-flex items-center font-medium text-accent target hover:underline">
        {say.markAllRead()}
      </button>
    </p>
  )
}
