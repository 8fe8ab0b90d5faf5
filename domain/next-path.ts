const HERE = 'http://here.invalid'
/** Places where somebody who has just signed in has no business. */
const DOORS = /^\/(sign-in|sign-up|recover|api)(\/|$)/

/**
 * A path on this site, or null for anything else: another site, a script.
 * @param given as it stands in an address or in a form, which anyone may have written
 */
function ownAddress(given: unknown): URL | null {
  if (typeof given !== 'string' || !given.startsWith('/') || !URL.canParse(given, HERE)) return null
  const address = new URL(given, HERE)
  // `/.//evil.example` stays on this origin until its path is read again on its own.
  return address.origin !== HERE || address.pathname.startsWith('//') ? null : address
}

const pathOf = ({ pathname, search, hash }: URL) => pathname + search + hash

/** The path on this site that somebody was going to, or `/` for anything else: another site, a script, the sign-in page itself. */
export function safeNext(next: unknown): string {
  const address = ownAddress(next)
  return address && !DOORS.test(address.pathname) ? pathOf(address) : '/'
}

/** The page of this site that a form was sent from, with one value of its query set or (null) taken out; `/` for anything else. */
export function withQuery(page: unknown, name: string, value: string | null): string {
  const address = ownAddress(page)
  if (!address || address.pathname.startsWith('/api/')) return '/'
  if (value === null) address.searchParams.delete(name)
  else address.searchParams.set(name, value)
  return pathOf(address)
}

/** An address that remembers where somebody was going: `/sign-in?next=%2Fjoin%2Fabc`. */
export function withNext<Path extends string>(path: Path, next: string): Path | `${Path}?next=${string}` {
  const target = safeNext(next)
  return target === '/' ? path : `${path}?next=${encodeURIComponent(target)}`
}

/** The invitation that a path leads to, or null. */
export function invitationCode(path: string): string | null {
  return /^\/join\/([\w-]{1,64})$/.exec(path)?.[1] ?? null
}
