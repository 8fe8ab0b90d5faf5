import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { Door } from '#components/account/door.tsx'
import { ChangeMember } from '#components/groups/change-member.tsx'
import * as say from '#messages/members.ts'
import { hasPassword } from '#server/accounts/proof.ts'
import { findFormReply } from '#server/form-reply.ts'
import { listMembers } from '#server/groups/members.ts'
import { requirePageMember } from '#server/page-access.ts'

export const metadata: Metadata = { title: say.changeMember() }

type Props = {
  params: Promise<{ groupId: string; userId: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

/** What may be changed about one member, for those who may. */
export default async function MemberPage({ params, searchParams }: Props) {
  const [{ groupId, userId }, { reply }] = await Promise.all([params, searchParams])
  const { viewer } = await requirePageMember(groupId, `/groups/${groupId}/members/${userId}`)
  const member = (await listMembers(viewer, { groupId })).find((each) => each.userId === userId)
  if (!member) notFound()
  return (
    <Door title={member.name}>
      <ChangeMember
        groupId={groupId}
        member={member}
        viewer={viewer.userId}
        hasPassword={await hasPassword(viewer)}
        reply={await findFormReply(reply)}
      />
    </Door>
  )
}
