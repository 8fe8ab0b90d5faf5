import type { Metadata } from 'next'
import Link from 'next/link'
import { AccountView } from '#components/account/account-view.tsx'
import { GroupList } from '#components/groups/group-list.tsx'
import { PageViewer } from '#components/site/page-viewer.tsx'
import { Notice } from '#components/ui/notice.tsx'
import * as installation from '#messages/installation.ts'
import { requireAccount } from '#server/accounts/accounts.ts'
import { signInWays } from '#server/accounts/auth-providers.ts'
import { listSessions } from '#server/accounts/sign-in-history.ts'
import { findFormReply } from '#server/form-reply.ts'
import { listGroups } from '#server/groups/groups.ts'
import { findImporter } from '#server/installation.ts'
import { requirePageViewer } from '#server/page-access.ts'

export const metadata: Metadata = { title: 'Your account' }

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

export default async function AccountPage({ searchParams }: Props) {
  const { connect, reply } = await searchParams
  const viewer = await requirePageViewer('/account')
  const [account, sessions, groups, { may: mayImport, isOwner }] = await Promise.all([
    requireAccount(viewer),
    listSessions(viewer),
    listGroups(viewer),
    findImporter(viewer),
  ])
  return (
    <div className="page py-10">
      <PageViewer viewer={{ userId: viewer.userId, name: viewer.name }} />
      <h1>Your account</h1>
      {isOwner && (
        <p className="mt-3">
          {installation.yours()}{' '}
          <Link href="/installation" className="link">
            {installation.title()}
          </Link>
        </p>
      )}
      {mayImport && (
        <p className="mt-3">
          <Link href="/texts/import" className="link">
            Import a text
          </Link>
        </p>
      )}
      <noscript>
        <h2 className="mt-8">Your groups</h2>
        <GroupList groups={groups} />
      </noscript>
      {connect === 'refused' && (
        <div className="mt-6">
          <Notice tone="error">Nothing was connected. To connect another way to sign in, begin on this page.</Notice>
        </div>
      )}
      <AccountView initial={account} sessions={sessions} ways={signInWays()} reply={await findFormReply(reply)} />
    </div>
  )
}
