'use client'

import { ChevronDown } from 'lucide-react'
import { type ReactNode, useState } from 'react'

type FoldProps = {
  title: string
  /** What it belongs to, for those who hear the page and not see it. */
  about?: string
  children: ReactNode
}

/** Something long behind its name, which is made only when somebody opens it. */
export function LazyFold({ title, about, children }: FoldProps) {
  const [open, setOpen] = useState(false)
  return (
    <details className="group/fold" onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary className="flex w-fit list-none items-center gap-1.5 font-medium target [&::-webkit-details-marker]:hidden">
        {title}
        {about && <span className="sr-only">: {about}</span>}
        <ChevronDown aria-hidden size={18} className="text-muted group-open/fold:rotate-180" />
      </summary>
      {open && children}
    </details>
  )
}
