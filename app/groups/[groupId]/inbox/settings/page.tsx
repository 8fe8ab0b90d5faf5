import type { Metadata } from 'next'
import { MailForm } from '#components/inbox/mail-form.tsx'
import { PresenceForm } from '#components/inbox/presence-form.tsx'
import { SecretAddresses } from '#components/inbox/secret-addresses.tsx'
import * as say from '#messages/letters.ts'
import { findFormReply } from '#server/form-reply.ts'
import { findPresence } from '#server/live/wishes.ts'
import { findMailSettings } from '#server/notifications/mail-settings.ts'
import { requirePageMember } from '#server/page-access.ts'
import { findAddresses } from '#server/secret-addresses.ts'

export const metadata: Metadata = { title: say.settings() }

type Props = { params: Promise<{ groupId: string }>; searchParams: Promise<Record<string, string | string[] | undefined>> }

/** How the group tells the viewer what is new while they are away. */
export default async function MailSettingsPage({ params, searchParams }: Props) {
  const [{ groupId }, { reply: id }] = await Promise.all([params, searchParams])
  const { viewer } = await requirePageMember(groupId, `/groups/${groupId}/inbox/settings`)
  const [settings, addresses, presence, reply] = await Promise.all([
    findMailSettings(viewer, { groupId }),
    findAddresses(viewer, { groupId }),
    findPresence(viewer, { groupId }),
    findFormReply(id),
  ])
  return (
    <div className="page py-8 sm:py-10">
      <h1>{say.settings()}</h1>
      <p className="measure mt-2 text-muted">{say.settingsLead()}</p>
      <MailForm groupId={groupId} viewer={viewer} settings={settings} reply={reply} />
      <PresenceForm groupId={groupId} viewer={viewer.userId} presence={presence} reply={reply} />
      <SecretAddresses groupId={groupId} viewer={viewer.userId} addresses={addresses} />
    </div>
  )
}
