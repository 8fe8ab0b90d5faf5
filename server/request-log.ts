import 'server-only'
import { Problem } from '#domain/problem.ts'
import type { Viewer } from '#domain/viewer.ts'
import { log, tellSecurity } from '#server/log.ts'

/** Addresses that hold ids alone. Others may hold a secret, which is not written down. */
const TOLD = /^\/api\/(?:groups|installation|import-drafts|imported-texts)\//

/**
 * Leaves a line where somebody asked for what is not theirs, or may not do what they asked for. A field that is wrong, such as a password, is
 * neither, nor is a group that is archived.
 * @param findWho who asked, where that is not known yet
 */
export async function tellRefused(error: unknown, { method, url }: Request, findWho: () => Promise<Viewer | null>): Promise<void> {
  const path = new URL(url).pathname
  if (!(error instanceof Problem) || (error.kind !== 'forbidden' && error.kind !== 'not-found') || !TOLD.test(path)) return
  if (error.extra.fields || error.sentence.code === 'archived') return
  const who = await findWho().catch(() => null)
  if (who) tellSecurity('access-refused', { userId: who.userId, method, path, status: error.status })
}

/** Leaves a line of a request, for whoever wants every one. @param started when, by `performance.now()` */
export function logRequest({ method, url }: Request, started: number): void {
  log().debug({ method, path: new URL(url).pathname, ms: Math.round(performance.now() - started) }, 'request')
}
