import type { Metadata } from 'next'
import { DeleteAccount } from '#components/account/delete-account.tsx'
import { Door } from '#components/account/door.tsx'
import * as say from '#messages/account.ts'
import { requireAccount } from '#server/accounts/accounts.ts'
import { findAccountEnding } from '#server/accounts/delete-account.ts'
import { findFormReply } from '#server/form-reply.ts'
import { requirePageViewer } from '#server/page-access.ts'

export const metadata: Metadata = { title: say.deleteAccount() }

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

export default async function DeleteAccountPage({ searchParams }: Props) {
  const { reply } = await searchParams
  const viewer = await requirePageViewer('/account/delete')
  const [account, ending] = await Promise.all([requireAccount(viewer), findAccountEnding(viewer)])
  return (
    <Door title={say.deleteAccount()} lead={say.deleteAccountLead()}>
      <DeleteAccount account={account} ending={ending} reply={await findFormReply(reply)} />
    </Door>
  )
}
