import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { ConfirmEmail } from '#components/account/confirm-email.tsx'
import { Door } from '#components/account/door.tsx'
import { findFormReply } from '#server/form-reply.ts'

export const metadata: Metadata = { title: 'Confirm your e-mail address', referrer: 'same-origin', robots: { index: false } }

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

/** Works signed in or not: whoever holds the link read the mail. */
export default async function ConfirmEmailPage({ searchParams }: Props) {
  const { token, reply } = await searchParams
  if (typeof token !== 'string') notFound()
  return (
    <Door title="Confirm your e-mail address" lead="Then you can sign in by a link sent to it.">
      <ConfirmEmail token={token} reply={await findFormReply(reply)} />
    </Door>
  )
}
