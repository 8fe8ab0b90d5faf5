import type { Metadata } from 'next'
import { Door } from '#components/account/door.tsx'
import { ArchiveGroup } from '#components/groups/archive-group.tsx'
import { mayArchiveGroup } from '#domain/permissions.ts'
import * as say from '#messages/groups.ts'
import { findFormReply } from '#server/form-reply.ts'
import { requireGroup } from '#server/groups/groups.ts'
import { orNotFound, requirePageMember } from '#server/page-access.ts'

export const metadata: Metadata = { title: say.archiveGroup() }

type Props = { params: Promise<{ groupId: string }>; searchParams: Promise<Record<string, string | string[] | undefined>> }

/** Closing a group to more words, for its owner. */
export default async function ArchiveGroupPage({ params, searchParams }: Props) {
  const [{ groupId }, { reply }] = await Promise.all([params, searchParams])
  const { viewer, member } = await requirePageMember(groupId, `/groups/${groupId}/members/archive`)
  const group = await orNotFound(requireGroup(viewer, { groupId }))
  return (
    <Door title={say.archiveGroup()} lead={say.archiveLead()}>
      {mayArchiveGroup(member.role) ? (
        <ArchiveGroup group={group} viewer={viewer.userId} reply={await findFormReply(reply)} />
      ) : (
        <p>{say.deleteOwnerOnly()}</p>
      )}
    </Door>
  )
}
