'use client'

import { useEffect } from 'react'
import { request } from '#client/http.ts'
import { viewerHeaders } from '#client/viewer.ts'
import { paragraphAtTop } from '#components/reader/paragraph-at-top.ts'
import type { TalkPlace } from '#components/threads/talk-place.tsx'

/** How long the page must rest before the place is told to the server, in milliseconds. */
const REST = 3_000

/** Tells the server where the reader is, so that they can go on from there on another device. */
export function useKeptPosition({ groupId, chapter }: TalkPlace): void {
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    let kept: string | null = null
    let moved = false
    const keep = () => {
      clearTimeout(timer)
      const paragraph = moved ? paragraphAtTop() : null
      if (paragraph === null || paragraph === kept) return
      kept = paragraph
      const headers = { ...viewerHeaders(), 'content-type': 'application/json' }
      const body = JSON.stringify({ chapter, paragraph })
      // Where it fails, the next place is told.
      void request(`/api/groups/${groupId}/position`, { method: 'PUT', headers, body, keepalive: true }).catch(() => undefined)
    }
    const rest = () => {
      moved = true
      clearTimeout(timer)
      timer = setTimeout(keep, REST)
    }
    const leave = () => document.visibilityState === 'hidden' && keep()
    addEventListener('scroll', rest, { passive: true })
    document.addEventListener('visibilitychange', leave)
    return () => {
      clearTimeout(timer)
      removeEventListener('scroll', rest)
      document.removeEventListener('visibilitychange', leave)
    }
  }, [groupId, chapter])
}
