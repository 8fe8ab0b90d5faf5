import type { ReactNode } from 'react'

/** The narrow column of the pages where people come in. */
export function Door({ title, lead, children }: { title: string; lead?: ReactNode; children: ReactNode }) {
  return (
    <div className="page py-10 sm:py-14">
      <div className="mx-auto max-w-md">
        <h1 className="wrap-anywhere">{title}</h1>
        {lead && <p className="mt-3 text-muted">{lead}</p>}
        <div className="mt-7">{children}</div>
      </div>
    </div>
  )
}
