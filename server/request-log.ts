import 'server-only'
import { Problem } from '#domain/problem.ts'
import type { Viewer } from '#domain/viewer.ts'
import { log, tellSecurity } from '#server/log.ts'

/** What is somebody's, and may be asked for by others. */
const OWNED = /^\/api\/(?:groups|installation|import-drafts|imported-texts)\//
/** Addresses that hold ids and words of ours alone. Others may hold a secret, or what somebody has called their text. */
const PLAIN = /^\/api\/(?:groups|installation|import-drafts|account)\//
/** An id, or a word of ours. */
const PART = /^(?:[\da-f-]{36}|[a-z-]{0,24})$/

/** The address of a request as it may be written down: what may be a secret, or somebody's words, is left out. */
export function toldPath({ url }: Request): string {
  const { pathname } = new URL(url)
  const parts = pathname.split('/')
  if (PLAIN.test(pathname)) return parts.map((part) => (PART.test(part) ? part : '…')).join('/')
  const [first, api = '', noun = '', ...rest] = parts
  const head = [first, api, noun].map((part = '') => (PART.test(part) ? part : '…'))
  return [...head, ...(rest.length > 0 ? ['…'] : [])].join('/')
}

/**
 * Leaves a line where somebody asked for what is not theirs, or may not do what they asked for. A field that is wrong, such as a password, is
 * neither, nor is a group that is archived.
 * @param findWho who asked, where that is not known yet
 */
export async function tellRefused(error: unknown, request: Request, findWho: () => Promise<Viewer | null>): Promise<void> {
  if (!(error instanceof Problem) || (error.kind !== 'forbidden' && error.kind !== 'not-found')) return
  if (!OWNED.test(new URL(request.url).pathname)) return
  if (error.extra.fields || error.sentence.code === 'archived') return
  const who = await findWho().catch(() => null)
  if (!who) return
  const { method } = request
  tellSecurity('access-refused', { userId: who.userId, method, path: toldPath(request), status: error.status })
}

/** Leaves a line of a request, for whoever wants every one. @param started when, by `performance.now()` */
export function logRequest(request: Request, started: number): void {
  // Looked at first: putting an address together that may be written down takes longer than not writing it.
  if (log().isLevelEnabled('debug'))
    log().debug({ method: request.method, path: toldPath(request), ms: Math.round(performance.now() - started) }, 'request')
}
