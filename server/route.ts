import 'server-only'
import { z } from 'zod'
import { Problem, type Sentence, say } from '#domain/problem.ts'
import { accountOf, type Viewer } from '#domain/viewer.ts'
import { requireSameViewer } from '#server/access.ts'
import { requireProof } from '#server/accounts/proof.ts'
import { siteUrl } from '#server/env.ts'
import { type Fields, type FormDoor, keptOf, leadTo, leadToSignIn, leadToSignInAnew, replyToForm } from '#server/form-reply.ts'
import { fieldsInWords, inWords, problemInWords, sentenceOf } from '#server/in-words.ts'
import { log, tellSecurity } from '#server/log.ts'
import { isOutage, RETRY_AFTER } from '#server/outage.ts'
import { type RateName, takeNetworkPoint, takePoint } from '#server/rate-limit.ts'
import { isForm, readForm, tooLarge } from '#server/read-form.ts'
import type { Asker } from '#server/reading.ts'
import { readText } from '#server/request-body.ts'
import { logRequest, tellRefused, toldPath } from '#server/request-log.ts'
import { isFromOwnPage, isOverPlainHttp } from '#server/site-address.ts'
import { madeForOf, renameCookie, sessionTokenOf, viewerOfRequest, viewerOfRequestIn } from '#server/viewer.ts'
import { WholeAnswer } from '#server/whole-answer.ts'

type Context = { params: Promise<Record<string, string | string[] | undefined>> }
/** Largest body in bytes, where a route names no other. */
export const MOST_BYTES = 8_000
/** Who asks and how. What is put into `headers`, such as a cookie, goes out with a success. */
export type Asked = { request: Request; address: string; headers: Headers }

type Door<Schema extends z.ZodType, Who, Result> = {
  /** What the address, the query and the body must hold together. Address parts win over the rest. */
  input: Schema
  run: (who: Who, input: z.infer<Schema>, asked: Asked) => Promise<Result>
  /** Largest body in bytes; 8 kB unless told. */
  limit?: number
  /** The body is no JSON: `run` reads it from the request itself, and bounds it. */
  raw?: boolean
  /** Whether it cannot be undone, or changes who may do so: then it asks for the password, as `current` (decision 0088). */
  proof?: (input: z.infer<Schema>) => boolean
  /** Counter for this change; `write` unless told, `password` where proof is asked. Kept for each person signed in, and for each network on open routes. */
  rate?: RateName
  /** Status of a success that has something to say. */
  status?: number
  /** How a form is answered that was sent without scripts. Without it the route understands JSON alone. */
  form?: FormDoor<Result>
  /** Whoever is signed in by now may ask, also from a page that was made for somebody else: it is about that, or changes it. */
  anyViewer?: boolean
  /** It goes on in a group that is archived: it adds nothing to what is said there. */
  whileArchived?: boolean
  /** Whoever knows the address may ask, from any page or none, signed in or not: it holds a secret, and no session counts. */
  fromAnywhere?: boolean
}

/** Whoever asks; where the address is a group's, as that group knows them. */
async function lookWho(request: Request, context: Context): Promise<{ viewer: Viewer | null; isArchived: boolean }> {
  // Next gives none at all to a route whose address holds none.
  const { groupId } = { ...(await context.params) }
  if (z.uuid().safeParse(groupId).success) return viewerOfRequestIn(request, String(groupId))
  return { viewer: await viewerOfRequest(request), isArchived: false }
}

function signedIn(viewer: Viewer | null): Viewer {
  if (!viewer) throw new Problem('signed-out', say('signInFirst'))
  return viewer
}

/** `proof` of a route that does nothing else. */
export const always = () => true

/** A route for signed-in people. */
export function route<Schema extends z.ZodType, Result>(door: Door<Schema, Viewer, Result>) {
  const identify = async (request: Request, context: Context) => {
    const { viewer, isArchived } = await lookWho(request, context)
    // Strangers are refused by what they ask for.
    if (viewer && isArchived && request.method !== 'GET' && !door.whileArchived) throw new Problem('forbidden', say('archived'))
    return signedIn(viewer)
  }
  return handler(door, identify, (rate, viewer) => takePoint(rate, accountOf(viewer)))
}

/** A route that reads in one statement: it hands on the secret of whoever asks, and what it gives is JSON already. */
export function readRoute<Schema extends z.ZodType>({
  input,
  read,
}: {
  input: Schema
  read: (asker: Asker, input: z.infer<Schema>) => Promise<string>
}) {
  return renaming(async (request, context) => {
    const started = performance.now()
    try {
      const [token, madeFor] = [await sessionTokenOf(request), madeForOf(request)]
      const asked = await readInput(request, context, { input }, {}).catch(async (error: unknown) => {
        // Who may not ask is told so, whatever they ask.
        requireSameViewer(signedIn((await lookWho(request, context)).viewer), madeFor)
        throw error
      })
      return replyWith(await read({ token, madeFor }, asked))
    } catch (error) {
      await tellRefused(error, request, () => viewerOfRequest(request))
      return problemResponse(error, request)
    } finally {
      logRequest(request, started)
    }
  })
}

/** A route that signed-out people may call too; `run` gets null for them. */
export function openRoute<Schema extends z.ZodType, Result>(door: Door<Schema, Viewer | null, Result>) {
  const identify = async (request: Request, context: Context) => (await lookWho(request, context)).viewer
  return handler(door, identify, (rate, _viewer, address) => takeNetworkPoint(rate, address))
}

function handler<Schema extends z.ZodType, Who extends Viewer | null, Result>(
  door: Door<Schema, Who, Result>,
  identify: (request: Request, context: Context) => Promise<Who>,
  count: (rate: RateName, who: Who, address: string) => Promise<void>,
) {
  return renaming(async (request, context) => {
    const started = performance.now()
    const form = isForm(request, door.form?.files) ? door.form : undefined
    let fields: Fields | undefined
    let who: Who | undefined
    try {
      const changes = request.method !== 'GET' && request.method !== 'HEAD'
      // First, because what was typed goes back with every refusal; to pages of others nothing goes.
      if (form && (isFromOwnPage(request) || isOverPlainHttp(request))) fields = await readForm(request, door.limit ?? MOST_BYTES)
      if (changes && !door.fromAnywhere) requireOwnOrigin(request)
      who = await identify(request, context)
      if (!door.anyViewer) requireSameViewer(who, request.headers.get('x-viewer') ?? fields?.viewer)
      const address = clientAddress(request)
      if (changes) await count(door.rate ?? (door.proof ? 'password' : 'write'), who, address)
      const body = fields ? (form?.read?.(fields) ?? fields) : await readJson(request, door)
      const input = await readInput(request, context, door, body)
      if (who && door.proof?.(input)) await requireProof(who, body)
      const asked = { request, address, headers: new Headers() }
      const result = await door.run(who, input, asked)
      if (result instanceof Response) return result
      if (fields && form?.goOn) return leadTo(form.goOn(result, fields), asked.headers)
      if (fields) return await replyToForm(request, fields, { typed: {}, done: result }, asked.headers)
      return reply(result, door.status, asked.headers)
    } catch (error) {
      await tellRefused(error, request, async () => who ?? null)
      return fields ? await refuseForm(error, request, fields, form?.keeps) : problemResponse(error, request)
    } finally {
      logRequest(request, started)
    }
  })
}

/** Answers, and gives the session's cookie its name of today where it comes under its old one. */
const renaming = (answer: (request: Request, context: Context) => Promise<Response>) => async (request: Request, context: Context) =>
  renameCookie(request, await answer(request, context))

function reply(result: unknown, status: number | undefined, headers: Headers): Response {
  headers.set('cache-control', 'private, no-store')
  if (result === undefined) return new Response(null, { status: 204, headers })
  headers.set('content-type', 'application/json')
  return new WholeAnswer(JSON.stringify(result), { status, headers })
}

const replyWith = (json: string) =>
  new WholeAnswer(json, { headers: { 'content-type': 'application/json', 'cache-control': 'private, no-store' } })

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
  if (isOverPlainHttp(request)) throw new Problem('forbidden', say('plainHttp', { site: siteUrl() }))
  throw new Problem('forbidden', say('foreignOrigin'))
}

async function readInput<Schema extends z.ZodType>(
  request: Request,
  context: Context,
  door: { input: Schema },
  body: Record<string, unknown>,
): Promise<z.infer<Schema>> {
  const query = Object.fromEntries(new URL(request.url).searchParams)
  const parsed = door.input.safeParse({ ...query, ...body, ...(await context.params) })
  if (parsed.success && isStorable(parsed.data)) return parsed.data
  if (parsed.success) throw new Problem('invalid', say('invalidCharacter'))
  const issues = parsed.error.issues.map((issue) => [issue.path.join('.'), sentenceOf(issue)] as const)
  throw new Problem('invalid', issues[0]?.[1] ?? say('badRequest'), { fields: Object.fromEntries(issues) })
}

/** Postgres takes no NUL and no half of a surrogate pair, neither to store nor to look for. */
function isStorable(value: unknown): boolean {
  if (typeof value === 'string') return value.isWellFormed() && !value.includes('\0')
  return typeof value !== 'object' || value === null || Object.values(value).every(isStorable)
}

/** The JSON object that scripts send. */
async function readJson(
  request: Request,
  { raw, limit = MOST_BYTES }: Pick<Door<never, never, never>, 'raw' | 'limit'>,
): Promise<Record<string, unknown>> {
  if (raw || request.method === 'GET' || request.method === 'HEAD') return {}
  const text = await readText(request, limit, () => tooLarge(limit))
  if (!text) return {}
  try {
    return z.record(z.string(), z.unknown()).parse(JSON.parse(text))
  } catch {
    throw new Problem('invalid', say('notJson'))
  }
}

function databaseAway(error: unknown): Problem {
  log().warn({ err: error instanceof Error ? error.message.trim().split('\n').at(-1) : String(error) }, 'the database is away')
  return new Problem('unavailable', say('databaseAway'), { retryAfter: RETRY_AFTER })
}

/** Any error as a refusal in words; what nobody foresaw is logged and said without details. */
function problemOf(thrown: unknown, request: Request): { problem: Problem | null; sentence: Sentence; title: string } {
  const error = isOutage(thrown) ? databaseAway(thrown) : thrown
  if (error instanceof Problem) return { problem: error, sentence: error.sentence, title: problemInWords(error) }
  log().error({ err: error, method: request.method, path: toldPath(request) }, 'unforeseen error')
  const sentence = say('serverFailed')
  return { problem: null, sentence, title: inWords(sentence) }
}

/** Any error as `application/problem+json`. */
export function problemResponse(error: unknown, request: Request): Response {
  const { problem, sentence, title } = problemOf(error, request)
  const { retryAfter, fields, ...extra } = problem?.extra ?? {}
  const more = { ...extra, ...(fields && { fields: fieldsInWords(fields) }) }
  const status = problem?.status ?? 500
  const headers: Record<string, string> = { 'content-type': 'application/problem+json', 'cache-control': 'no-store' }
  if (retryAfter !== undefined) headers['retry-after'] = String(retryAfter)
  const told = { type: 'about:blank', title, status, kind: problem?.kind ?? 'error', ...sentence, ...more }
  return new WholeAnswer(JSON.stringify(told), { status, headers })
}

/** Any error as the page of its form, with the sentence and the fields in `keeps` as they were typed; whoever is signed out signs in first. */
export async function refuseForm(error: unknown, request: Request, fields: Fields, keeps: readonly string[] = []): Promise<Response> {
  const { problem, sentence, title } = problemOf(error, request)
  if (problem?.kind === 'signed-out') return leadToSignIn(fields)
  if (sentence.code === 'signInAnew') return leadToSignInAnew(request, fields, keptOf(fields, keeps))
  const refused = { sentence, message: title, fields: fieldsInWords(problem?.extra.fields ?? {}) }
  return replyToForm(request, fields, { refused, typed: keptOf(fields, keeps) })
}
