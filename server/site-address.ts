import 'server-only'
import { isIP } from 'node:net'
import { hostname } from 'node:os'
import { type Env, env } from '#server/env.ts'

/** This machine as it names itself, whatever the port. */
const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]'])

/** The address of this site as files that leave it name it, without a slash at its end: as set, or as it was asked by. */
export function siteAddress(request: Request): string {
  const site = env().SITE_URL ?? `http://${request.headers.get('host') ?? new URL(request.url).host}`
  return site.replace(/\/$/, '')
}

/**
 * Whether a Host header names this site. With SITE_URL that is its host, or this machine itself, which proxies and health checks
 * ask for; without it only what no stranger's DNS can point here: addresses in figures and this machine's own name.
 */
export function isOwnHost(host: string | undefined, { SITE_URL }: Pick<Env, 'SITE_URL'>): boolean {
  const asked = host !== undefined && URL.canParse(`http://${host}`) ? new URL(`http://${host}`) : null
  if (asked?.pathname !== '/' || asked.search || asked.hash || asked.username) return false
  if (LOOPBACK.has(asked.hostname)) return true
  if (SITE_URL) return new URL(`${new URL(SITE_URL).protocol}//${host}`).host === new URL(SITE_URL).host
  const own = hostname().toLowerCase()
  return isIP(asked.hostname.replace(/^\[|\]$/g, '')) !== 0 || [own, `${own}.local`].includes(asked.hostname)
}

/** Whether a request was sent by a page of this site: scheme, host and port are the ones that people use. */
export function isFromOwnPage(request: Request): boolean {
  const own = isOwnHost(request.headers.get('host') ?? undefined, env())
  return own && request.headers.get('origin') === new URL(siteAddress(request)).origin
}

/**
 * Whether a page of this site sent it, but over plain http where people use https: a browser would throw the session's cookie away
 * without a word.
 */
export function isOverPlainHttp(request: Request): boolean {
  const host = request.headers.get('host') ?? undefined
  const isSecureSite = env().SITE_URL?.startsWith('https:') ?? false
  return isSecureSite && isOwnHost(host, env()) && request.headers.get('origin') === `http://${host}`
}
