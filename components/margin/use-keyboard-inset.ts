'use client'

import { type RefObject, useEffect } from 'react'

/**
 * Keeps a box at the foot of the window above the keyboard of a phone, where the browser lays the keyboard over the page.
 * Sets `--keyboard`, the covered height, on the box.
 */
export function useKeyboardInset(box: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const view = window.visualViewport
    if (!view) return
    const measure = () => {
      const covered = Math.max(0, innerHeight - view.height - view.offsetTop)
      box.current?.style.setProperty('--keyboard', `${Math.round(covered)}px`)
    }
    measure()
    view.addEventListener('resize', measure)
    view.addEventListener('scroll', measure)
    return () => {
      view.removeEventListener('resize', measure)
      view.removeEventListener('scroll', measure)
    }
  }, [box])
}
