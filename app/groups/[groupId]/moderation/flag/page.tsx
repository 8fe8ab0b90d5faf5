import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { Door } from '#components/account/door.tsx'
import { FlagForms } from '#components/moderation/flag-forms.tsx'
import { AboutWords, hasOwnSight } from '#domain/moderation.ts'
import { maySeeFlags } from '#domain/permissions.ts'
import * as say from '#messages/moderation.ts'
import { findFormReply } from '#server/form-reply.ts'
import { requireFlaggable } from '#server/moderation/flags.ts'
import { orNotFound, requirePageMember } from '#server/page-access.ts'

export const metadata: Metadata = { title: say.flagTitle() }

type Props = { params: Promise<{ groupId: string }>; searchParams: Promise<Record<string, string | string[] | undefined>> }

/** What a member can do about words of somebody else. */
export default async function FlagPage({ params, searchParams }: Props) {
  const [{ groupId }, { reply, noun, id: subjectId }] = await Promise.all([params, searchParams])
  const asked = new URLSearchParams({ noun: String(noun), id: String(subjectId) })
  const { viewer, member } = await requirePageMember(groupId, `/groups/${groupId}/moderation/flag?${asked}`)
  const about = AboutWords.safeParse({ groupId, noun, subjectId })
  if (!about.success) notFound()
  const { words, flag } = await orNotFound(requireFlaggable(viewer, about.data))
  return (
    <Door title={say.flagTitle()} lead={hasOwnSight(words.noun) ? say.flagLead() : say.flagLeadShort()}>
      {flag ? (
        <FlagForms {...{ words, flag }} leads={maySeeFlags(member.role)} viewer={viewer.userId} reply={await findFormReply(reply)} />
      ) : (
        <p>{say.flagOwn()}</p>
      )}
    </Door>
  )
}
