const HERE = 'http://here.invalid'
/** Places where somebody who has just signed in has no business. */
const DOORS = /^\/(sign-in|sign-up|recover|api)(\/|$)/

/**
 * The path on this site that somebody was going to, or `/` for anything else: another site, a script, the sign-in page itself.
 * @param next as it stands in the address, which anyone may have written
 */
export function safeNext(next: unknown): string {
  if (typeof next !== 'string' || !next.startsWith('/') || !URL.canParse(next, HERE)) return '/'
  const { origin, pathname, search, hash } = new URL(next, HERE)
  // `/.//evil.example` stays on this origin until its path is read again on its own.
  if (origin !== HERE || pathname.startsWith('//') || DOORS.test(pathname)) return '/'
  return pathname + search + hash
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
