import type { Metadata } from 'next'
import { Door } from '#components/account/door.tsx'
import { StopMail } from '#components/inbox/stop-mail.tsx'
import { MailCode } from '#domain/mail.ts'
import * as say from '#messages/letters.ts'
import { findMailOf } from '#server/notifications/mail-settings.ts'

export const metadata: Metadata = { title: say.stopTitle(), robots: { index: false }, referrer: 'same-origin' }

/** Where the link in a letter leads: looking changes nothing, since programs look at links too. */
export default async function StopMailPage({ params }: { params: Promise<{ code: string }> }) {
  const parsed = MailCode.safeParse(await params)
  const found = parsed.success ? await findMailOf(parsed.data) : null
  return (
    <Door title={say.stopTitle()}>
      <StopMail code={parsed.data?.code ?? ''} found={found} />
    </Door>
  )
}
