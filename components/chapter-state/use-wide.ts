'use client'

import { useSyncExternalStore } from 'react'

/** From this width on the notes stand in the margin (app/reading.css); below it they come in a sheet from the foot. */
const WIDE = '(min-width: 56.25em)'

function subscribe(notice: () => void): () => void {
  const query = matchMedia(WIDE)
  query.addEventListener('change', notice)
  return () => query.removeEventListener('change', notice)
}

/** Whether there is a margin. The server says yes: without JavaScript there is a way to the notes on every screen. */
export function useWide(): boolean {
  return useSyncExternalStore(
    subscribe,
    () => matchMedia(WIDE).matches,
    () => true,
  )
}
