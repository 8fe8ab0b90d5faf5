import type { Metadata } from 'next'
import Link from 'next/link'
import { Door } from '#components/account/door.tsx'
import * as say from '#messages/account.ts'

export const metadata: Metadata = { title: say.accountDeleted() }

export default function AccountDeletedPage() {
  return (
    <Door title={say.accountDeleted()} lead={say.accountDeletedLead()}>
      <Link href="/" className="link">
        {say.toFirstPage()}
      </Link>
    </Door>
  )
}
