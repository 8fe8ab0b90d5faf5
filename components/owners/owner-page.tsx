import type { Route } from 'next'
import Link from 'next/link'
import type { ReactNode } from 'react'
import * as say from '#messages/installation.ts'

const PAGES = [
  ['/installation', say.overview],
  ['/installation/accounts', say.accounts],
  ['/installation/groups', say.groups],
  ['/installation/texts', say.texts],
  ['/installation/passed-on', say.passedOn],
] as const

type OwnerPageProps = {
  /** The address of the page in the list above that this one is, or belongs to. */
  at: (typeof PAGES)[number][0]
  title: string
  lead?: string
  children: ReactNode
}

/** A page of the owners of the installation, with the way to the others. */
export function OwnerPage({ at, title, lead, children }: OwnerPageProps) {
  return (
    <div className="page py-10">
      <nav aria-label={say.title()} className="mb-6 flex flex-wrap gap-x-5 gap-y-1 border-line border-b pb-2">
        {PAGES.map(([path, name]) => (
          <Link
            key={path}
            href={path as Route}
            prefetch={false}
            aria-current={path === at ? 'page' : undefined}
            className={`target inline-flex items-center ${path === at ? 'font-semibold' : 'link'}`}
          >
            {name()}
          </Link>
        ))}
      </nav>
      <h1 className="wrap-anywhere">{title}</h1>
      {lead && <p className="measure mt-3 text-muted">{lead}</p>}
      <div className="mt-8">{children}</div>
    </div>
  )
}
