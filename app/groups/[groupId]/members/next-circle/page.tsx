import type { Metadata } from 'next'
import { Door } from '#components/account/door.tsx'
import { NextCircleForm } from '#components/groups/next-circle-form.tsx'
import { mayStartNextCircle } from '#domain/permissions.ts'
import * as say from '#messages/groups.ts'
import { findFormReply } from '#server/form-reply.ts'
import { requireGroup } from '#server/groups/groups.ts'
import { listMembers } from '#server/groups/members.ts'
import { findNextCircle } from '#server/groups/next-circle.ts'
import { orNotFound, requirePageMember } from '#server/page-access.ts'

export const metadata: Metadata = { title: say.nextCircle() }

type Props = { params: Promise<{ groupId: string }>; searchParams: Promise<Record<string, string | string[] | undefined>> }

/** A new group from what this one asked and agreed on, for facilitators. */
export default async function NextCirclePage({ params, searchParams }: Props) {
  const [{ groupId }, { reply }] = await Promise.all([params, searchParams])
  const { viewer, member } = await requirePageMember(groupId, `/groups/${groupId}/members/next-circle`)
  const [group, members, found] = await Promise.all([
    orNotFound(requireGroup(viewer, { groupId })),
    listMembers(viewer, { groupId }),
    findNextCircle(viewer, { groupId }),
  ])
  return (
    <Door title={say.nextCircle()} lead={say.nextCircleLead()}>
      {mayStartNextCircle(member.role) ? (
        <NextCircleForm group={group} members={members} found={found} viewer={viewer.userId} reply={await findFormReply(reply)} />
      ) : (
        <p>{say.nextCircleLeadersOnly()}</p>
      )}
    </Door>
  )
}
