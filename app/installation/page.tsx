import type { Metadata } from 'next'
import { InstallationOverview } from '#components/owners/installation-state.tsx'
import { OwnerPage } from '#components/owners/owner-page.tsx'
import * as say from '#messages/installation.ts'
import { readInstallation } from '#server/oversight/state.ts'
import { requirePageOwner } from '#server/page-access.ts'

export const metadata: Metadata = { title: say.title() }

/** How the installation is, for its owners. */
export default async function InstallationPage() {
  const viewer = await requirePageOwner('/installation')
  return (
    <OwnerPage at="/installation" title={say.title()} lead={say.lead()}>
      <InstallationOverview state={await readInstallation(viewer)} />
    </OwnerPage>
  )
}
