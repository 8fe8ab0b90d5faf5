import type { Metadata } from 'next'
import { Door } from '#components/account/door.tsx'
import { LeaveGroup } from '#components/groups/leave-group.tsx'
import * as say from '#messages/members.ts'
import { hasPassword } from '#server/accounts/proof.ts'
import { findFormReply } from '#server/form-reply.ts'
import { requirePageMember } from '#server/page-access.ts'

export const metadata: Metadata = { title: say.leaveGroup() }

type Props = { params: Promise<{ groupId: string }>; searchParams: Promise<Record<string, string | string[] | undefined>> }

export default async function LeavePage({ params, searchParams }: Props) {
  const [{ groupId }, { reply }] = await Promise.all([params, searchParams])
  const { viewer, member } = await requirePageMember(groupId, `/groups/${groupId}/members/leave`)
  return (
    <Door title={say.leaveNamed({ group: member.groupName })} lead={say.leaveLead()}>
      <LeaveGroup groupId={groupId} viewer={viewer.userId} hasPassword={await hasPassword(viewer)} reply={await findFormReply(reply)} />
    </Door>
  )
}
