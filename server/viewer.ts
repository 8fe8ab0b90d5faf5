import 'server-only'
import { cookies } from 'next/headers'
import type { Viewer } from '#domain/viewer.ts'
import { sessionCookieName, viewerOfToken } from '#server/auth.ts'

/** Whoever opens a page, or null when nobody is signed in. One look at the session's row. */
export async function findViewer(): Promise<Viewer | null> {
  return viewerOfToken((await cookies()).get(sessionCookieName())?.value)
}

/** Whoever sent a request, or null. */
export async function viewerOfRequest(request: Request): Promise<Viewer | null> {
  const prefix = `${sessionCookieName()}=`
  const pairs = (request.headers.get('cookie') ?? '').split(/; */)
  return viewerOfToken(pairs.find((pair) => pair.startsWith(prefix))?.slice(prefix.length))
}
