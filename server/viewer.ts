import 'server-only'
import { getServerSession } from 'next-auth'
import type { Viewer } from '#domain/viewer.ts'
import { authOptions } from '#server/auth.ts'

/** Whoever is asking, or null when nobody is signed in. One look at the session's row. */
export async function findViewer(): Promise<Viewer | null> {
  const session = await getServerSession(authOptions())
  return session?.viewer ?? null
}
