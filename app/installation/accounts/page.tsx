import type { Metadata } from 'next'
import { AccountList } from '#components/owners/account-numbers.tsx'
import { OwnerPage } from '#components/owners/owner-page.tsx'
import * as say from '#messages/installation.ts'
import { listAccounts } from '#server/oversight/accounts.ts'
import { requirePageOwner } from '#server/page-access.ts'

export const metadata: Metadata = { title: say.accounts() }

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

/** Who has an account, in numbers. */
export default async function AccountsPage({ searchParams }: Props) {
  const { from: wanted } = await searchParams
  const from = typeof wanted === 'string' ? wanted : null
  const viewer = await requirePageOwner('/installation/accounts')
  return (
    <OwnerPage at="/installation/accounts" title={say.accounts()} lead={say.accountsLead()}>
      <AccountList {...(await listAccounts(viewer, from))} from={from} />
    </OwnerPage>
  )
}
