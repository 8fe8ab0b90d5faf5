'use client'

import { useEffect } from 'react'

/** Tells the router where on the page the reader is: it keeps its own idea of the address, and writes it over the present one. */
const tell = (address: string) => history.replaceState(null, '', address)

/**
 * Keeps the place of a move within the page (`#p8` in a link of the text), of which the router hears nothing: else its next write of the
 * address would lose it, on the way to sign in too, and Back would lead to an entry that the router does not know. Renders nothing.
 */
export function KeepPlace() {
  useEffect(() => {
    // A move while the router was starting, whose address it has overwritten by now. The browser still knows where it went. The router hears
    // only what is said after its own effects, which come after this one.
    queueMicrotask(() => {
      const target = document.querySelector(':target')
      if (target && (location.hash.slice(1) !== target.id || history.state === null)) tell(`#${target.id}`)
    })
    const onMove = () => {
      // An entry of the router's own has its state.
      if (history.state === null) tell(location.href)
    }
    addEventListener('hashchange', onMove)
    return () => removeEventListener('hashchange', onMove)
  }, [])
  return null
}
