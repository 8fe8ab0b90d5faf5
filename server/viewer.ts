import 'server-only'
import { LRUCache } from 'lru-cache'
import { cookies } from 'next/headers'
import { decode } from 'next-auth/jwt'
import { cache } from 'react'
import { z } from 'zod'
import type { Viewer } from '#domain/viewer.ts'
import { COOKIE_AGE, endOldName, findSession, findSessionIn, mayHaveOldName } from '#server/accounts/sessions.ts'
import { cookieLine, cookieName, SESSION, secureCookies } from '#server/cookies.ts'
import { authSecret } from '#server/env.ts'

/** Whoever opens this page, or null when nobody is signed in. Layout and page share one look at the session's row. */
export const findViewer = cache(async (): Promise<Viewer | null> => viewerOf(await cookieOfPage()))

/** The same as a group knows them: there they may go by a name of their own. Null also where the address can be no group's. */
export const findViewerIn = cache(async (groupId: string): Promise<Viewer | null> => {
  if (!z.uuid().safeParse(groupId).success) return null
  const token = await tokenOf(await cookieOfPage())
  return token ? (await findSessionIn(token, groupId)).viewer : null
})

/** Whoever sent this request, or null when nobody is signed in. */
export async function viewerOfRequest(request: Request): Promise<Viewer | null> {
  return viewerOf(await cookieOf(request))
}

/** The same as a group knows them, with whether that one is archived. */
export async function viewerOfRequestIn(request: Request, groupId: string): Promise<{ viewer: Viewer | null; isArchived: boolean }> {
  const token = await sessionTokenOf(request)
  return token ? findSessionIn(token, groupId) : { viewer: null, isArchived: false }
}

/** The secret of the session that a request's cookie carries, alive or not; null without one. */
export const sessionTokenOf = async (request: Request): Promise<string | null> => tokenOf(await cookieOf(request))

/** Whom the page was made for that asks, if it says so: what it asks for before its scripts have come says so in the address. */
export const madeForOf = ({ headers, url }: Request): string | undefined =>
  headers.get('x-viewer') ?? new URL(url).searchParams.get('viewer') ?? undefined

/** What the session's cookie was called under https until decision 0071. A browser keeps it for half a year at most: from June 2027 on this name
 * and the column `old_name_until` can go. */
const OLD_NAME = `__Secure-${SESSION}`

type Jar = (name: string) => string | undefined

/** What the session's cookie of a browser holds; also under its old name, while that counts. */
async function sessionIn(jar: Jar): Promise<string | undefined> {
  const cookie = jar(cookieName(SESSION))
  if (cookie !== undefined || !secureCookies()) return cookie
  const old = jar(OLD_NAME)
  const token = await tokenOf(old)
  return token && (await mayHaveOldName(token)) ? old : undefined
}

const cookieOfPage = cache(async () => {
  const jar = await cookies()
  return sessionIn((name) => jar.get(name)?.value)
})

function jarOf(request: Request): Jar {
  const pairs = (request.headers.get('cookie') ?? '').split(/;\s*/)
  return (name) => pairs.find((pair) => pair.startsWith(`${name}=`))?.slice(name.length + 1)
}

/** What the session's cookie of a request holds, alive or not. */
export const cookieOf = (request: Request): Promise<string | undefined> => sessionIn(jarOf(request))

/** Gives the session's cookie its name of today, in the answer to a browser that still sends the old one. */
export async function renameCookie(request: Request, answer: Response): Promise<Response> {
  const jar = jarOf(request)
  if (!secureCookies() || jar(OLD_NAME) === undefined || jar(cookieName(SESSION)) !== undefined) return answer
  // Who signs in or out with this request gets another one.
  if (answer.headers.getSetCookie().some((line) => line.startsWith(`${cookieName(SESSION)}=`))) return answer
  try {
    const cookie = await cookieOf(request)
    const token = await tokenOf(cookie)
    if (!cookie || !token || !(await findSession(token))) return answer
    await endOldName(token)
    answer.headers.append('set-cookie', cookieLine(SESSION, cookie, COOKIE_AGE))
  } catch {
    // The answer stands; the next one can do it.
  }
  return answer
}

async function viewerOf(cookie: string | undefined): Promise<Viewer | null> {
  const token = await tokenOf(cookie)
  return token ? findSession(token) : null
}

/** Cookies that were opened lately, by what they hold: opening one costs more than everything else about a request. */
const opened = new LRUCache<string, string>({ max: 5_000, ttl: 10 * 60 * 1000 })

async function tokenOf(cookie: string | undefined): Promise<string | null> {
  if (!cookie) return null
  const known = opened.get(cookie)
  if (known) return known
  // A cookie that cannot be read (another secret, a cut value, an old one) is nobody's.
  const token = await decode({ token: cookie, secret: authSecret() }).catch(() => null)
  if (typeof token?.sid !== 'string') return null
  opened.set(cookie, token.sid)
  return token.sid
}
