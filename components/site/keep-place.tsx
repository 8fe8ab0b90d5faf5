'use client'

import { useEffect } from 'react'

/** Which page an address is of, wherever on it. */
const pageOf = ({ pathname, search }: { pathname: string; search: string }) => pathname + search

/** What the router wrote last: the page, the place on it, and what it keeps in the entries of that page. */
type Written = { page: string; hash: string; state: unknown }

/** Lets the router's first write through, where it was kept back. */
let release = (): void => {}

/**
 * Keeps the place of a move within the page (`#p8` in a link of the text), of which the router hears nothing: else its next write of the
 * address would lose it, on the way to sign in too, and Back would lead to an entry that the router does not know.
 *
 * The router is not told of it either: told an address, it gives up the page that it is on its way to, and a link that was pressed right
 * after the move would lead nowhere. So what it writes is looked at instead. Where it only repeats the place that it knows, the present one stays.
 *
 * While it starts it takes an entry that it finds written for one that Back led to, and goes there, which gives up a page in the same way. To
 * the entry of a move that was made before, it has just written itself; so that write waits until the router has looked.
 */
function keepPlaces(): void {
  let written: Written | null = null

  const writeBy = (write: History['pushState'], isNew: boolean): History['pushState'] => {
    return (state, unused, url) => {
      // An entry of the router's own has this mark.
      if (!state?.__NA) return write(state, unused, url)
      release()
      const at = new URL(url ?? location.href, location.href)
      const page = pageOf(at)
      const isFirst = written === null
      const repeats = written === null || (written.page === page && written.hash === at.hash)
      written = { page, hash: at.hash, state }
      if (isFirst && hasMoved()) {
        release = () => {
          release = () => {}
          write(state, unused, location.href)
        }
      } else write(state, unused, !isNew && repeats && page === pageOf(location) ? location.href : url)
    }
  }
  history.pushState = writeBy(history.pushState.bind(history), true)
  const replace = history.replaceState.bind(history)
  history.replaceState = writeBy(replace, false)

  addEventListener('hashchange', () => {
    if (history.state === null && written?.page === pageOf(location)) replace(written.state, '', location.href)
  })
}

/** Whether the reader has moved within the page since it was opened, to an entry that nobody has written to. */
function hasMoved(): boolean {
  if (!('navigation' in window) || history.state !== null) return false
  const opened = navigation.activation?.entry
  return opened != null && opened.key !== navigation.currentEntry?.key
}

// Before the router writes for the first time: a reader moves while the page is still starting.
if (typeof window !== 'undefined') keepPlaces()

/** Brings `keepPlaces` to every page. Renders nothing. */
export function KeepPlace() {
  // The router looks in an effect of its own, which comes after this one in the same turn.
  useEffect(() => queueMicrotask(() => release()), [])
  return null
}
