import 'server-only'
import type { NextAuthOptions } from 'next-auth'
import { env } from '#server/env.ts'

/** The cookie that signs somebody in, without its prefix. */
export const SESSION = 'next-auth.session-token'
/** How long the way to an outside sign-in and back may take. Seconds. */
const ON_THE_WAY = 15 * 60

/** Whether the site is served over https: cookies are Secure then, and have the prefix of their names. */
export const secureCookies = (): boolean => env().SITE_URL?.startsWith('https:') ?? false

/**
 * The whole name of a cookie. What begins with `__Host-` browsers take from this very host, over https, and for all of it: no other site of the
 * same domain can set it (decision 0071).
 */
export const cookieName = (name: string, secure = secureCookies()): string => `${secure ? '__Host-' : ''}${name}`

/**
 * A cookie as it is set.
 * @param age seconds; 0 takes it away
 */
export const cookieLine = (name: string, value: string, age: number, secure = secureCookies()): string =>
  `${cookieName(name, secure)}=${value}; Path=/; Max-Age=${age}; HttpOnly; SameSite=Lax${secure ? '; Secure' : ''}`

/** The cookies of next-auth, under the same kind of names. */
export function authCookies(): NonNullable<NextAuthOptions['cookies']> {
  const options = { httpOnly: true, sameSite: 'lax', path: '/', secure: secureCookies() } as const
  const kept = (name: string) => ({ name: cookieName(name), options })
  const onTheWay = (name: string) => ({ name: cookieName(name), options: { ...options, maxAge: ON_THE_WAY } })
  return {
    sessionToken: kept(SESSION),
    callbackUrl: kept('next-auth.callback-url'),
    csrfToken: kept('next-auth.csrf-token'),
    pkceCodeVerifier: onTheWay('next-auth.pkce.code_verifier'),
    state: onTheWay('next-auth.state'),
    nonce: onTheWay('next-auth.nonce'),
  }
}
