'use client'

import { useSyncExternalStore } from 'react'
import { onViewerChange, viewerChange } from '#client/viewer.ts'
import { later } from '#components/ui/later.tsx'

const ViewerChanged = later(() => import('#components/site/viewer-changed.tsx').then((file) => file.ViewerChanged))

/** Hides a page whose reader has signed out in another tab, or is another by now, behind a dialog that says so. */
export function ViewerWatch() {
  const change = useSyncExternalStore(onViewerChange, viewerChange, () => null)
  return change && <ViewerChanged key={change.to?.userId ?? 'nobody'} change={change} />
}
