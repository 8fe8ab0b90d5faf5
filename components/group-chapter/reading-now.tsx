'use client'

import { useReadingNow } from '#client/presence.ts'
import * as say from '#messages/threads.ts'

/** How many members read this chapter now, where it is not the reader alone. */
export function ReadingNow() {
  const readers = useReadingNow()
  return readers > 1 ? <span className="no-print ms-auto shrink-0">{say.readingNow({ readers })}</span> : null
}
