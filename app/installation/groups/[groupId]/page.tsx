import type { Metadata } from 'next'
import Link from 'next/link'
import { notFound } from 'next/navigation'
import { z } from 'zod'
import { GroupFacts } from '#components/owners/group-numbers.tsx'
import { OwnerPage } from '#components/owners/owner-page.tsx'
import { Suspension } from '#components/owners/suspension.tsx'
import * as say from '#messages/installation.ts'
import { hasPassword } from '#server/accounts/proof.ts'
import { findFormReply } from '#server/form-reply.ts'
import { requireGroupNumbers } from '#server/oversight/groups.ts'
import { orNotFound, requirePageOwner } from '#server/page-access.ts'

export const metadata: Metadata = { title: say.groups() }

type Props = { params: Promise<{ groupId: string }>; searchParams: Promise<Record<string, string | string[] | undefined>> }

/** One group in numbers, and suspending it. */
export default async function GroupNumbersPage({ params, searchParams }: Props) {
  const [{ groupId }, { reply }] = await Promise.all([params, searchParams])
  const viewer = await requirePageOwner(`/installation/groups/${groupId}`)
  if (!z.uuid().safeParse(groupId).success) notFound()
  const group = await orNotFound(requireGroupNumbers(viewer, groupId))
  const words = { title: say.suspendGroup(), about: say.suspendGroupAbout(), hint: say.reasonGroupHint(), readmit: say.readmitGroup() }
  return (
    <OwnerPage at="/installation/groups" title={say.group({ id: groupId })}>
      <div className="space-y-8">
        <div>
          <GroupFacts group={group} />
        </div>
        <Suspension
          {...words}
          suspension={group.suspension}
          path={`groups/${groupId}`}
          viewer={viewer.userId}
          hasPassword={await hasPassword(viewer)}
          reply={await findFormReply(reply)}
        />
        <Link href="/installation/groups" className="link target inline-flex items-center">
          {say.backToGroups()}
        </Link>
      </div>
    </OwnerPage>
  )
}
