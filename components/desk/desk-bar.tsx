'use client'

import { type ReactNode, useLayoutEffect, useRef } from 'react'
import './desk-bar.css'

/** A bar over the foot of the chapter. Whatever else opens at the foot of the window stands on it: its height is `--desk-bar`. */
export function DeskBar({ label, children }: { label: string; children: ReactNode }) {
  const box = useRef<HTMLElement>(null)
  useLayoutEffect(() => {
    const bar = box.current
    if (!bar) return
    const { style } = document.body
    const observer = new ResizeObserver(() => style.setProperty('--desk-bar', `${bar.offsetHeight}px`))
    observer.observe(bar)
    return () => {
      observer.disconnect()
      style.removeProperty('--desk-bar')
    }
  }, [])
  return (
    <section ref={box} aria-label={label} className="desk-bar no-print">
      {children}
    </section>
  )
}
