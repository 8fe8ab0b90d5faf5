'use client'

/** Which page an address is of, wherever on it. */
const pageOf = ({ pathname, search }: { pathname: string; search: string }) => pathname + search

/** What the router wrote last: the page, the place on it, and what it keeps in the entries of that page. */
type Written = { page: string; hash: string; state: unknown }

/**
 * Keeps the place of a move within the page (`#p8` in a link of the text), of which the router hears nothing: else its next write of the
 * address would lose it, on the way to sign in too, and Back would lead to an entry that the router does not know.
 *
 * The router is not told of it either: told an address, it gives up the page that it is on its way to, and a link that was pressed right
 * after the move would lead nowhere. So what it writes is looked at instead. Where it only repeats the place that it knows, the present one stays.
 */
function keepPlaces(): void {
  let written: Written | null = null

  const writeBy = (write: History['pushState'], isNew: boolean): History['pushState'] => {
    return (state, unused, url) => {
      // An entry of the router's own has this mark.
      if (!state?.__NA) return write(state, unused, url)
      const at = new URL(url ?? location.href, location.href)
      const page = pageOf(at)
      const repeats = written === null || (written.page === page && written.hash === at.hash)
      written = { page, hash: at.hash, state }
      write(state, unused, !isNew && repeats && page === pageOf(location) ? location.href : url)
    }
  }
  history.pushState = writeBy(history.pushState.bind(history), true)
  const replace = history.replaceState.bind(history)
  history.replaceState = writeBy(replace, false)

  addEventListener('hashchange', () => {
    if (history.state === null && written?.page === pageOf(location)) replace(written.state, '', location.href)
  })
}

// Before the router writes for the first time: a reader moves while the page is still starting.
if (typeof window !== 'undefined') keepPlaces()

/** Brings `keepPlaces` to every page. Renders nothing. */
export const KeepPlace = () => null
