'use client'

import { type ReactNode, useLayoutEffect, useRef } from 'react'
import './changes-bar.css'

/** A bar over the foot of the chapter. Whatever else opens at the foot of the window stands on it: its height is `--changes-bar`. */
export function ChangesBar({ label, children }: { label: string; children: ReactNode }) {
  const box = useRef<HTMLElement>(null)
  useLayoutEffect(() => {
    const bar = box.current
    if (!bar) return
    const { style } = document.body
    const observer = new ResizeObserver(() => style.setProperty('--changes-bar', `${bar.offsetHeight}px`))
    observer.observe(bar)
    return () => {
      observer.disconnect()
      style.removeProperty('--changes-bar')
    }
  }, [])
  return (
    <section ref={box} aria-label={label} className="changes-bar no-print">
      {children}
    </section>
  )
}
