import type { Metadata } from 'next'
import { Door } from '#components/account/door.tsx'
import { RecoverForm } from '#components/account/recover-form.tsx'
import { safeNext, withNext } from '#domain/next-path.ts'
import { signInWays } from '#server/accounts/auth-providers.ts'
import { findFormReply } from '#server/form-reply.ts'

export const metadata: Metadata = { title: 'Forgotten password' }

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

export default async function RecoverPage({ searchParams }: Props) {
  const query = await searchParams
  const next = safeNext(query.next)
  const { mail } = signInWays()
  return (
    <Door title="A new password" lead="You need one of the codes that were shown when you made the account.">
      <RecoverForm next={next} back={withNext('/recover', next)} reply={await findFormReply(query.reply)} />
      <p className="mt-6 text-muted text-sm">
        No code left? {mail ? 'If your account has an e-mail address, the sign-in page can send you a link. ' : ''}
        Otherwise nobody can open the account: make a new one and ask the owner of your group to give you your place back.
      </p>
    </Door>
  )
}
