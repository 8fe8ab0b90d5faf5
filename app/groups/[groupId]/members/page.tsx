import type { Metadata } from 'next'
import { AnsweringRules } from '#components/groups/answering-rules.tsx'
import { GroupEnd } from '#components/groups/group-end.tsx'
import { GroupSettings } from '#components/groups/group-settings.tsx'
import { InvitationList } from '#components/groups/invitation-list.tsx'
import { MemberList } from '#components/groups/member-list.tsx'
import { NamesKeptForm } from '#components/groups/names-kept-form.tsx'
import { OwnName } from '#components/groups/own-name.tsx'
import { PlaceFields } from '#components/groups/place-fields.tsx'
import { ReturnList } from '#components/groups/return-list.tsx'
import { Slips } from '#components/groups/slips.tsx'
import { ModerationLink } from '#components/moderation/moderation-link.tsx'
import { mayRevealAnswers, maySetNamesKept } from '#domain/permissions.ts'
import { listReturns } from '#server/accounts/give-back.ts'
import { findFormReply } from '#server/form-reply.ts'
import { requireGroup } from '#server/groups/groups.ts'
import { listInvitations } from '#server/groups/invitations.ts'
import { listMembers } from '#server/groups/members.ts'
import { findNamesKept } from '#server/groups/names-kept.ts'
import { listUnclaimed } from '#server/groups/unclaimed.ts'
import { orNotFound, requirePageMember } from '#server/page-access.ts'
import { requireAnswering } from '#server/talk/asked-questions.ts'

export const metadata: Metadata = { title: 'Members' }

type Props = { params: Promise<{ groupId: string }>; searchParams: Promise<Record<string, string | string[] | undefined>> }

export default async function MembersPage({ params, searchParams }: Props) {
  const [{ groupId }, { reply: id }] = await Promise.all([params, searchParams])
  const { viewer, member } = await requirePageMember(groupId, `/groups/${groupId}/members`)
  const [members, group] = await Promise.all([listMembers(viewer, { groupId }), orNotFound(requireGroup(viewer, { groupId }))])
  const about = { groupId }
  const [unclaimed, kept, returns, reply] = await Promise.all([
    listUnclaimed(viewer, about),
    findNamesKept(viewer, about),
    listReturns(viewer, about),
    findFormReply(id),
  ])
  const form = { viewer: viewer.userId, reply }
  const invitations = group.can.invite ? await listInvitations(viewer, { groupId }) : null
  const rules = mayRevealAnswers(member.role) && group.archivedAt === null ? await requireAnswering(viewer, { groupId }) : null
  return (
    <div className="page py-8">
      <h1>Members</h1>
      <div className="mt-6 grid grid-cols-1 gap-x-16 gap-y-12 lg:grid-cols-2">
        <div>
          <MemberList groupId={groupId} initial={members} />
          <ReturnList groupId={groupId} returns={returns} {...form} />
          <OwnName groupId={groupId} viewer={viewer} reply={reply} />
          <NamesKeptForm groupId={groupId} kept={kept} may={maySetNamesKept(member.role)} {...form} />
          <ModerationLink groupId={groupId} />
          {rules && (
            <div className="mt-8">
              <AnsweringRules groupId={groupId} {...rules} {...form} />
            </div>
          )}
          {group.can.rename && (
            <div className="mt-8">
              <GroupSettings group={group} {...form}>
                <PlaceFields {...group} />
              </GroupSettings>
            </div>
          )}
          <GroupEnd groupId={groupId} role={member.role} />
        </div>
        {invitations && (
          <section aria-labelledby="invitations">
            <h2 id="invitations">Invitations</h2>
            <p className="mt-1 mb-5 text-muted">Anyone with an active link can join the group and see what was said in it.</p>
            <InvitationList groupId={groupId} groupName={member.groupName} initial={invitations} />
            <Slips groupId={groupId} viewerId={viewer.userId} unclaimed={unclaimed} reply={reply} />
          </section>
        )}
      </div>
    </div>
  )
}
