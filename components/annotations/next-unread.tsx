'use client'

import { useUnreadTour } from '#components/chapter-state/unread-tour.tsx'

/** Goes to the next thing that is new since the last visit: notes in the order of the text, then what was said on questions. */
export function NextUnread({ className = '' }: { className?: string }) {
  const { unreadLeft, goToNextUnread } = useUnreadTour()
  if (unreadLeft === 0) return null
  return (
    <button type="button" onClick={goToNextUnread} className={`needs-script font-medium text-accent ${className}`}>
      Next unread ({unreadLeft})
    </button>
  )
}
