import 'server-only'
import { z } from 'zod'
import { Problem, say } from '#domain/problem.ts'
import type { Viewer } from '#domain/viewer.ts'
import { problemInWords } from '#server/in-words.ts'
import { log, tellSecurity } from '#server/log.ts'
import { isOutage, RETRY_AFTER } from '#server/outage.ts'
import { type RateName, takeNetworkPoint, takePoint } from '#server/rate-limit.ts'
import { readText } from '#server/request-body.ts'
import { isFromOwnPage } from '#server/site-address.ts'
import { viewerOfRequest } from '#server/viewer.ts'

type Context = { params: Promise<Record<string, string | string[] | undefined>> }
type Asked = { request: Request; address: string }

type Door<Schema extends z.ZodType, Who> = {
  /** What the address, the query and the body must hold together. Address parts win over the rest. */
  input: Schema
  run: (who: Who, input: z.infer<Schema>, asked: Asked) => Promise<unknown>
  /** Largest body in bytes; 8 kB unless told. */
  limit?: number
  /** The body is no JSON: `run` reads it from the request itself, and bounds it. */
  raw?: boolean
  /** What the limit is called in the refusal: "A note may be …". */
  limitNoun?: string
  /** Counter for this change; `write` unless told. Kept for each person signed in, and for each network on open routes. */
  rate?: RateName
  /** Status of a success that has something to say. */
  status?: number
}

/** A route for signed-in people. */
export function route<Schema extends z.ZodType>(door: Door<Schema, Viewer>) {
  const identify = async (request: Request) => {
    const viewer = await viewerOfRequest(request)
    if (!viewer) throw new Problem('signed-out', 'Sign in first. What you typed is kept on this page.')
    return viewer
  }
  return handler(door, identify, (rate, { userId }) => takePoint(rate, userId))
}

/** A route that signed-out people may call too; `run` gets null for them. */
export function openRoute<Schema extends z.ZodType>(door: Door<Schema, Viewer | null>) {
  return handler(door, viewerOfRequest, (rate, _viewer, address) => takeNetworkPoint(rate, address))
}

function handler<Schema extends z.ZodType, Who extends Viewer | null>(
  door: Door<Schema, Who>,
  identify: (request: Request) => Promise<Who>,
  count: (rate: RateName, who: Who, address: string) => Promise<void>,
) {
  return async (request: Request, context: Context): Promise<Response> => {
    const started = performance.now()
    try {
      const changes = request.method !== 'GET' && request.method !== 'HEAD'
      if (changes) requireOwnOrigin(request)
      const who = await identify(request)
      const address = clientAddress(request)
      if (changes) await count(door.rate ?? 'write', who, address)
      const input = await readInput(request, context, door)
      const result = await door.run(who, input, { request, address })
      return result instanceof Response ? result : reply(result, door.status)
    } catch (error) {
      return problemResponse(error, request)
    } finally {
      const path = new URL(request.url).pathname
      log().debug({ method: request.method, path, ms: Math.round(performance.now() - started) }, 'request')
    }
  }
}

function reply(result: unknown, status = 200): Response {
  const headers = { 'cache-control': 'private, no-store' }
  return result === undefined ? new Response(null, { status: 204, headers }) : Response.json(result, { status, headers })
}

/** The address that the custom server saw; it overwrites whatever a client wrote into this header. */
export function clientAddress(request: Request): string {
  return request.headers.get('x-client-address') ?? 'unknown'
}

/**
 * Refuses changes that another site's page sent with our cookie.
 * @throws Problem `forbidden`
 */
export function requireOwnOrigin(request: Request): void {
  if (isFromOwnPage(request)) return
  tellSecurity('origin-refused', { address: clientAddress(request) })
  throw new Problem('forbidden', 'This change did not come from a page of this site. Reload the page and try again.')
}

async function readInput<Schema extends z.ZodType>(
  request: Request,
  context: Context,
  door: Door<Schema, never>,
): Promise<z.infer<Schema>> {
  const query = Object.fromEntries(new URL(request.url).searchParams)
  const hasBody = !door.raw && request.method !== 'GET' && request.method !== 'HEAD'
  const body = hasBody ? await readJson(request, door.limit ?? 8_000, door.limitNoun ?? 'A request') : {}
  const parsed = door.input.safeParse({ ...query, ...body, ...(await context.params) })
  if (parsed.success && isStorable(parsed.data)) return parsed.data
  if (parsed.success) throw new Problem('invalid', 'There is a character in it that no text can have. Type it anew, without pasting.')
  const fields = Object.fromEntries(parsed.error.issues.map((issue) => [issue.path.join('.'), issue.message]))
  throw new Problem('invalid', parsed.error.issues[0]?.message ?? 'Something in the request is not right.', { fields })
}

/** Postgres takes no NUL and no half of a surrogate pair, neither to store nor to look for. */
function isStorable(value: unknown): boolean {
  if (typeof value === 'string') return value.isWellFormed() && !value.includes('\0')
  return typeof value !== 'object' || value === null || Object.values(value).every(isStorable)
}

async function readJson(request: Request, limit: number, noun: string): Promise<Record<string, unknown>> {
  const tooLarge = () =>
    new Problem('too-large', `${noun} may be ${limit / 1000} kB at most. Shorten it and try again; nothing was lost.`, { limit })
  const text = await readText(request, limit, tooLarge)
  if (!text) return {}
  try {
    return z.record(z.string(), z.unknown()).parse(JSON.parse(text))
  } catch {
    throw new Problem('invalid', 'The request is not a JSON object.')
  }
}

function databaseAway(error: unknown): Problem {
  log().warn({ err: error instanceof Error ? error.message.trim().split('\n').at(-1) : String(error) }, 'the database is away')
  return new Problem('unavailable', say('databaseAway'), { retryAfter: RETRY_AFTER })
}

/** Any error as `application/problem+json`; what nobody foresaw is logged and said without details. */
export function problemResponse(thrown: unknown, request: Request): Response {
  const error = isOutage(thrown) ? databaseAway(thrown) : thrown
  const known = error instanceof Problem
  if (!known) log().error({ err: error, method: request.method, path: new URL(request.url).pathname }, 'unforeseen error')
  const status = known ? error.status : 500
  const title = known ? problemInWords(error) : 'Something went wrong on our side. Nothing you typed is lost: try again in a moment.'
  const { retryAfter, ...extra } = known ? error.extra : {}
  const headers: Record<string, string> = { 'content-type': 'application/problem+json', 'cache-control': 'no-store' }
  if (retryAfter !== undefined) headers['retry-after'] = String(retryAfter)
  const told = { type: 'about:blank', title, status, kind: known ? error.kind : 'error', ...(known && error.sentence), ...extra }
  return new Response(JSON.stringify(told), { status, headers })
}
