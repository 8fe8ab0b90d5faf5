import type { Route } from 'next'
import type { ReactNode } from 'react'
import { ButtonLink } from '#components/ui/button.tsx'

/**
 * What somebody who is signed in sees of a page that is there for everybody to know of, and for others to use: whose it is, and whom to ask.
 * Never of anything whose being there is private: that is NothingHere.
 */
export function ClosedPage({ title, children, href, to }: { title: string; children: ReactNode; href: Route; to: string }) {
  return (
    <div className="page py-16">
      <h1>{title}</h1>
      <p className="measure mt-4 wrap-anywhere">{children}</p>
      <p className="mt-6">
        <ButtonLink href={href}>{to}</ButtonLink>
      </p>
    </div>
  )
}
