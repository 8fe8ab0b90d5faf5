import type { Metadata } from 'next'
import { OwnerPage } from '#components/owners/owner-page.tsx'
import { PassedOnList } from '#components/owners/passed-on-list.tsx'
import * as say from '#messages/installation.ts'
import { findFormReply } from '#server/form-reply.ts'
import { listPassedOn } from '#server/oversight/passed-on.ts'
import { requirePageOwner } from '#server/page-access.ts'

export const metadata: Metadata = { title: say.passedOn() }

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

/** Words that members passed on to the owners of the installation. */
export default async function PassedOnPage({ searchParams }: Props) {
  const { reply } = await searchParams
  const viewer = await requirePageOwner('/installation/passed-on')
  return (
    <OwnerPage at="/installation/passed-on" title={say.passedOn()} lead={say.passedOnLead()}>
      <PassedOnList items={await listPassedOn(viewer)} viewer={viewer.userId} reply={await findFormReply(reply)} />
    </OwnerPage>
  )
}
