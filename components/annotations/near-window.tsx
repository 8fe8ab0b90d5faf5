'use client'

import { type ReactNode, useEffect, useRef, useState } from 'react'

/** How far outside of the window something is made ready, in pixels. */
const AHEAD = '900px'

const waiting = new WeakMap<Element, () => void>()
let observer: IntersectionObserver | null = null

/** Calls back once, when an element comes near the window. */
function onceNear(element: Element, run: () => void): () => void {
  observer ??= new IntersectionObserver(
    (entries) => {
      for (const { isIntersecting, target } of entries) if (isIntersecting) waiting.get(target)?.()
    },
    { rootMargin: AHEAD, scrollMargin: AHEAD } as IntersectionObserverInit,
  )
  const known = observer
  waiting.set(element, run)
  known.observe(element)
  return () => known.unobserve(element)
}

type NearWindowProps = {
  /** Shown at once. */
  eager: boolean
  /** About how high it will be. */
  className: string
  children: ReactNode
}

/** Leaves things out of a long list until they come near the window. Without JavaScript everything is there. */
export function NearWindow({ eager, className, children }: NearWindowProps) {
  const place = useRef<HTMLDivElement>(null)
  const [near, setNear] = useState(eager)
  const shown = near || eager
  useEffect(() => {
    if (!shown && place.current) return onceNear(place.current, () => setNear(true))
  }, [shown])
  if (shown) return children
  return (
    <div ref={place} className={className}>
      <noscript>{children}</noscript>
    </div>
  )
}
