import type { IncomingMessage } from 'node:http'
import { parseAndValidateFlightRouterState } from 'next/dist/server/app-render/parse-and-validate-flight-router-state.js'
import type { Refused } from '#scripts/front-answers.ts'
import type { Env } from '#server/env.ts'
import { isOwnHost } from '#server/site-address.ts'

/** What routes answer to. */
const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']
/** What pages and files answer to: changes go to routes, and no form of a page carries anything. */
const READING = ['GET', 'HEAD', 'OPTIONS']

/** What is wrong with a request before anybody has looked for what it asks, or null. Next would answer some of these with a 500. */
export function whyRefused(request: IncomingMessage, settings: Pick<Env, 'SITE_URL' | 'NODE_ENV'>): Refused | null {
  const { method = '', url = '', headers } = request
  const allowed = url.startsWith('/api/') || settings.NODE_ENV === 'development' ? METHODS : READING
  if (!allowed.includes(method)) {
    return { status: 405, sentence: 'Nothing here answers to this method.', headers: { allow: allowed.join(', ') } }
  }
  if (!isWellFormed(url))
    return { status: 400, sentence: 'This address is not written as addresses are. Check it, or begin at the first page.' }
  const forwarded = headers['x-forwarded-host']
  if (!isOwnHost(headers.host, settings) || (forwarded !== undefined && !isOwnHost(String(forwarded), settings))) {
    return { status: 421, sentence: `This site has another address: ${settings.SITE_URL ?? 'the operator sets it as SITE_URL'}.` }
  }
  if (!isRouterState(headers['next-router-state-tree'])) {
    return { status: 400, sentence: 'The state of the page did not arrive whole. Reload the page.' }
  }
  return null
}

/** An absolute path whose parts can be read: no "..", no NUL or other control character, nothing that is half escaped. */
function isWellFormed(url: string): boolean {
  if (!url.startsWith('/') || url.startsWith('//')) return false
  const pathname = url.split('?', 1)[0] ?? ''
  try {
    const parts = pathname.split('/').map(decodeURIComponent)
    return parts.every((part) => !/^\.{1,2}$|[\\/]|\p{Cc}/u.test(part) && part.isWellFormed())
  } catch {
    return false
  }
}

function isRouterState(header: string | string[] | undefined): boolean {
  try {
    parseAndValidateFlightRouterState(header)
    return true
  } catch {
    return false
  }
}
