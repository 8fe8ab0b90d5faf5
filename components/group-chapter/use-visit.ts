'use client'

import { useEffect } from 'react'
import { useUpdateVisit } from '#client/visits.ts'
import type { TalkPlace } from '#components/threads/talk-place.tsx'

/** How long the chapter must be in sight before it counts as visited, in milliseconds. */
const MOMENT = 3_000

/** Tells the server that the reader has seen what the group said before. What was unread stays marked on this page. */
export function useVisit(place: TalkPlace): void {
  const { mutate } = useUpdateVisit(place)
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const wait = () => {
      clearTimeout(timer)
      if (document.visibilityState !== 'visible') return
      const since = performance.now()
      timer = setTimeout(() => mutate(Math.round(performance.now() - since)), MOMENT)
    }
    wait()
    document.addEventListener('visibilitychange', wait)
    return () => {
      clearTimeout(timer)
      document.removeEventListener('visibilitychange', wait)
    }
  }, [mutate])
}
