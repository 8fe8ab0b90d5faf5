import type { Metadata } from 'next'
import { ClosedPage } from '#components/site/closed-page.tsx'
import { NothingHere } from '#components/site/nothing-here.tsx'
import * as say from '#messages/installation.ts'
import { isInstallationOwner } from '#server/accounts/owners.ts'
import { findViewer } from '#server/viewer.ts'

export const metadata: Metadata = { title: 'Nothing here that you can open' }

/** Others than owners see the same at every address here, whether it is an account's or a group's or none. */
export default async function NotFound() {
  const viewer = await findViewer()
  if (!viewer || (await isInstallationOwner(viewer))) return <NothingHere />
  return (
    <ClosedPage title={say.ownersOnly()} href="/" to="Go to the first page">
      {say.ownersOnlyAsk({ name: viewer.name })}
    </ClosedPage>
  )
}
