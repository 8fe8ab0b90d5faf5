'use client'

import { type ReactNode, useRef } from 'react'
import { useBarHeight } from '#components/ui/use-bar-height.ts'
import './changes-bar.css'

/** A bar over the foot of the chapter. Whatever else opens at the foot of the window stands on it: its height is `--changes-bar`. */
export function ChangesBar({ label, children }: { label: string; children: ReactNode }) {
  const box = useRef<HTMLElement>(null)
  useBarHeight(box)
  return (
    <section ref={box} aria-label={label} className="changes-bar no-print">
      {children}
    </section>
  )
}
