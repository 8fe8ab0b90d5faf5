'use client'

import { useSyncExternalStore } from 'react'

const never = () => () => undefined

/** Whether the browser has taken over the page: false on the server, and while what the server sent is being brought to life. */
export function useTakenOver(): boolean {
  return useSyncExternalStore(
    never,
    () => true,
    () => false,
  )
}
