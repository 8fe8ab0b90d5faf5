import { ChevronDown } from 'lucide-react'
import type { ReactNode } from 'react'

type FoldProps = {
  title: string
  framed?: boolean
  /** Whether it is open from the beginning. */
  open?: boolean
  children: ReactNode
}

/** Something that most people do not need now, behind its name. */
export function Fold({ title, framed = false, open = false, children }: FoldProps) {
  return (
    <details open={open} className={framed ? 'rounded-md border border-line px-4' : undefined}>
      <summary className="flex w-fit list-none items-center gap-1.5 font-medium target [&::-webkit-details-marker]:hidden">
        {title}
        <ChevronDown aria-hidden size={18} className="text-muted [[open]>summary>&]:rotate-180" />
      </summary>
      {children}
    </details>
  )
}
