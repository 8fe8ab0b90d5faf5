import type { Metadata } from 'next'
import { AccountView } from '#components/account/account-view.tsx'
import { requireAccount } from '#server/accounts.ts'
import { signInWays } from '#server/auth-providers.ts'
import { requirePageViewer } from '#server/page-access.ts'
import { listSessions } from '#server/sessions.ts'

export const metadata: Metadata = { title: 'Your account' }

export default async function AccountPage() {
  const viewer = await requirePageViewer('/account')
  const [account, sessions] = await Promise.all([requireAccount(viewer), listSessions(viewer)])
  return (
    <div className="page py-10">
      <h1>Your account</h1>
      <AccountView initial={account} sessions={sessions} ways={signInWays()} />
    </div>
  )
}
