import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { GroupNumbersList } from '#components/owners/group-numbers.tsx'
import { OwnerPage } from '#components/owners/owner-page.tsx'
import * as say from '#messages/installation.ts'
import { listGroupNumbers } from '#server/oversight/groups.ts'
import { requirePageOwner } from '#server/page-access.ts'

export const metadata: Metadata = { title: say.groups() }

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

/** Which groups there are, in numbers. */
export default async function GroupsPage({ searchParams }: Props) {
  const { after } = await searchParams
  const viewer = await requirePageOwner('/installation/groups')
  // An address that was cut short leads nowhere.
  const list = await listGroupNumbers(viewer, typeof after === 'string' ? after : null).catch(() => notFound())
  return (
    <OwnerPage at="/installation/groups" title={say.groups()} lead={say.groupsLead()}>
      <GroupNumbersList {...list} />
    </OwnerPage>
  )
}
