import type { Metadata } from 'next'
import Link from 'next/link'
import { redirect } from 'next/navigation'
import { Door } from '#components/account/door.tsx'
import { BecomeOwnerButton } from '#components/owners/become-owner-button.tsx'
import { Notice } from '#components/ui/notice.tsx'
import { isInstallationOwner, isOwnerCode } from '#server/accounts/owners.ts'
import { findFormReply } from '#server/form-reply.ts'
import { requirePageViewer } from '#server/page-access.ts'

export const metadata: Metadata = { title: 'Become an owner', robots: { index: false }, referrer: 'same-origin' }

type Props = { params: Promise<{ code: string }>; searchParams: Promise<Record<string, string | string[] | undefined>> }

/** Looking makes nobody an owner: that takes a press of a button. */
export default async function OwnerPage({ params, searchParams }: Props) {
  const { code } = await params
  const viewer = await requirePageViewer(`/owner/${encodeURIComponent(code)}`)
  if (await isInstallationOwner(viewer)) redirect('/texts/import')
  if (!(await isOwnerCode(code))) {
    return (
      <Door title="This link works no longer">
        <Notice>
          It has been used or has expired, or a part of it is missing. Whoever runs this installation makes a new one with{' '}
          <code>npm run owner</code>.
        </Notice>
        <p className="mt-6">
          <Link href="/" className="link">
            Go to the home page
          </Link>
        </p>
      </Door>
    )
  }
  return (
    <Door
      title="Become an owner of this installation"
      lead="Owners import texts, which groups can then read and discuss, and see how this site is, in numbers. They read no more of other people’s groups than anyone else."
    >
      <BecomeOwnerButton code={code} viewer={viewer.userId} reply={await findFormReply((await searchParams).reply)} />
      <p className="mt-6 text-muted text-sm">You are signed in as {viewer.name}. The link works once, so press only if that is you.</p>
    </Door>
  )
}
