import { encode } from 'next-auth/jwt'
import { createSession } from '#server/accounts/sessions.ts'
import { cookieName, SESSION } from '#server/cookies.ts'
import { authSecret } from '#server/env.ts'

const SITE = 'http://localhost:3000'

/**
 * Headers of a request from a page of this site by somebody who is not signed in.
 * @param address where it comes from: attempts are counted for each
 */
export const signedOut = (address = '192.0.2.1'): Record<string, string> => ({
  host: 'localhost:3000',
  origin: SITE,
  'content-type': 'application/json',
  'x-client-address': address,
})

/**
 * Signs somebody in as next-auth does.
 * @returns headers of their requests from a page of this site, with a real session's cookie
 */
export async function signedIn(user: { id: string }, userAgent = 'Firefox/140.0 (X11; Linux)'): Promise<Record<string, string>> {
  const sid = await createSession(user.id, userAgent)
  const token = await encode({ token: { sub: user.id, sid }, secret: authSecret() })
  return { ...signedOut(), cookie: `${cookieName(SESSION)}=${token}` }
}

type Handler = (request: Request, context: { params: Promise<Record<string, string>> }) => Promise<Response>
type Call = { headers: Record<string, string>; method?: string; path?: string; params?: Record<string, string>; body?: unknown }

/**
 * Calls a route's exported handler with a real Request.
 * @param path address with its query, where the handler reads it
 * @param params the address parts in square brackets
 */
export function call(handler: Handler, { headers, method = 'GET', path = '/api', params = {}, body }: Call): Promise<Response> {
  const init = { method, headers, body: body === undefined ? null : JSON.stringify(body) }
  return handler(new Request(`${SITE}${path}`, init), { params: Promise.resolve(params) })
}
