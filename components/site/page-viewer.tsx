'use client'

import { useLayoutEffect } from 'react'
import { learnViewer } from '#client/viewer.ts'

/** Says whom a page was made for, before it asks for anything. Renders nothing. */
export function PageViewer({ viewer }: { viewer: { userId: string; name: string } | null }) {
  const { userId, name } = viewer ?? {}
  useLayoutEffect(() => learnViewer(userId === undefined ? null : { userId, name: name ?? '' }), [userId, name])
  return null
}
