import type { Metadata } from 'next'
import { Door } from '#components/account/door.tsx'
import { DeleteGroup } from '#components/groups/delete-group.tsx'
import { DELETION_DAYS } from '#domain/group.ts'
import { mayDeleteGroup } from '#domain/permissions.ts'
import * as say from '#messages/groups.ts'
import { hasPassword } from '#server/accounts/proof.ts'
import { findFormReply } from '#server/form-reply.ts'
import { requireGroup } from '#server/groups/groups.ts'
import { orNotFound, requirePageMember } from '#server/page-access.ts'

export const metadata: Metadata = { title: say.deleteGroup() }

type Props = { params: Promise<{ groupId: string }>; searchParams: Promise<Record<string, string | string[] | undefined>> }

/** The end of a group, for its owner. */
export default async function DeleteGroupPage({ params, searchParams }: Props) {
  const [{ groupId }, { reply }] = await Promise.all([params, searchParams])
  const { viewer, member } = await requirePageMember(groupId, `/groups/${groupId}/members/delete`)
  const group = await orNotFound(requireGroup(viewer, { groupId }))
  return (
    <Door title={say.deleteGroup()} lead={say.deleteLead({ days: DELETION_DAYS })}>
      {mayDeleteGroup(member.role) ? (
        <DeleteGroup group={group} viewer={viewer.userId} hasPassword={await hasPassword(viewer)} reply={await findFormReply(reply)} />
      ) : (
        <p>{say.deleteOwnerOnly()}</p>
      )}
    </Door>
  )
}
