import { useEffect, useEffectEvent } from 'react'

/** Whoever writes, chooses words or has something open in front of the text is not moved away from it. */
const BUSY = 'input, textarea, select, [contenteditable]'
const isBusy = () =>
  document.activeElement?.matches(BUSY) || document.querySelector('dialog[open]') !== null || getSelection()?.isCollapsed === false

/** From further away than so many windows the page jumps: a long way past everything in between would be no calmer. */
const FAR = 3

function bring(target: HTMLElement): void {
  const far = Math.abs(target.getBoundingClientRect().top) > FAR * innerHeight
  const still = far || matchMedia('(prefers-reduced-motion: reduce)').matches
  target.scrollIntoView({ block: 'start', behavior: still ? 'instant' : 'smooth' })
}

/**
 * Brings an element of the page into sight, and marks it, as soon as the reader is free for it.
 * @param id of the element; null for none
 * @param onLeft is called once the reader has scrolled away from it
 */
export function useKeptInSight(id: string | null, onLeft: () => void): void {
  const leave = useEffectEvent(onLeft)
  useEffect(() => {
    const target = id === null ? null : document.getElementById(id)
    if (!target) return
    let [inSight, brought, arrived] = [false, false, false]
    const go = () => {
      if (brought || isBusy()) return
      brought = true
      arrived = inSight
      bring(target)
    }
    // The field that is being left has the focus still.
    const soon = () => void setTimeout(go)
    const watch = new IntersectionObserver((seen) => {
      inSight = seen.at(-1)?.isIntersecting ?? false
      if (inSight) arrived = brought
      else if (arrived) leave()
    })
    // Who takes hold of the page on its way there ends the way.
    const byHand = () => brought && !arrived && leave()
    target.toggleAttribute('data-lead', true)
    go()
    watch.observe(target)
    document.addEventListener('focusout', soon)
    document.addEventListener('selectionchange', soon)
    addEventListener('wheel', byHand, { passive: true })
    addEventListener('touchmove', byHand, { passive: true })
    return () => {
      target.toggleAttribute('data-lead', false)
      watch.disconnect()
      document.removeEventListener('focusout', soon)
      document.removeEventListener('selectionchange', soon)
      removeEventListener('wheel', byHand)
      removeEventListener('touchmove', byHand)
    }
  }, [id])
}
