import type { Metadata } from 'next'
import type { ReactNode } from 'react'
import { PageViewer } from '#components/site/page-viewer.tsx'
import { findViewer } from '#server/viewer.ts'

export const metadata: Metadata = { robots: { index: false }, referrer: 'same-origin' }

/** Around the pages of the owners of the installation; each asks for itself who is looking. */
export default async function InstallationLayout({ children }: { children: ReactNode }) {
  const viewer = await findViewer()
  return (
    <>
      <PageViewer viewer={viewer && { userId: viewer.userId, name: viewer.name }} />
      {children}
    </>
  )
}
