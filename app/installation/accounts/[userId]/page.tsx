import type { Metadata } from 'next'
import Link from 'next/link'
import { notFound } from 'next/navigation'
import { z } from 'zod'
import { AccountFacts } from '#components/owners/account-numbers.tsx'
import { OwnerPage } from '#components/owners/owner-page.tsx'
import { Suspension } from '#components/owners/suspension.tsx'
import * as say from '#messages/installation.ts'
import { hasPassword } from '#server/accounts/proof.ts'
import { findFormReply } from '#server/form-reply.ts'
import { requireAccountNumbers } from '#server/oversight/accounts.ts'
import { orNotFound, requirePageOwner } from '#server/page-access.ts'

export const metadata: Metadata = { title: say.accounts() }

type Props = { params: Promise<{ userId: string }>; searchParams: Promise<Record<string, string | string[] | undefined>> }

/** One account in numbers, and suspending it. */
export default async function AccountNumbersPage({ params, searchParams }: Props) {
  const [{ userId }, { reply }] = await Promise.all([params, searchParams])
  const viewer = await requirePageOwner(`/installation/accounts/${userId}`)
  if (!z.uuid().safeParse(userId).success) notFound()
  const account = await orNotFound(requireAccountNumbers(viewer, userId))
  const words = {
    title: say.suspendAccount(),
    about: say.suspendAccountAbout(),
    hint: say.reasonAccountHint(),
    readmit: say.readmitAccount(),
  }
  return (
    <OwnerPage at="/installation/accounts" title={say.account({ name: account.username ?? say.noUsername() })}>
      <div className="space-y-8">
        <AccountFacts account={account} />
        {account.maySuspend || account.suspension ? (
          <Suspension
            {...words}
            suspension={account.suspension}
            path={`accounts/${userId}`}
            viewer={viewer.userId}
            hasPassword={await hasPassword(viewer)}
            reply={await findFormReply(reply)}
          />
        ) : (
          <p className="measure">{say.ownerNote()}</p>
        )}
        <Link href="/installation/accounts" className="link target inline-flex items-center">
          {say.backToAccounts()}
        </Link>
      </div>
    </OwnerPage>
  )
}
