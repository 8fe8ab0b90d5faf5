import Link from 'next/link'
import * as say from '#messages/help.ts'

/** The foot of every page: what this is, and on what terms. */
export function Footer() {
  return (
    <footer className="no-print mt-20 border-line border-t py-6 text-muted text-sm">
      <div className="page">
        <p>
          <Link href="/help" prefetch={false} className="link">
            {say.title()}
          </Link>
        </p>
        <p className="mt-2">
          Studycircle is free software under the MIT licence. What a group writes here is shown to that group only. No page loads anything
          from anybody else.
        </p>
      </div>
    </footer>
  )
}
