import 'server-only'
import type { NextApiRequest, NextApiResponse } from 'next'
import NextAuth from 'next-auth'
import { notFound, Problem } from '#domain/problem.ts'
import { authOptions, leadTo } from '#server/accounts/auth.ts'
import { signInWays } from '#server/accounts/auth-providers.ts'
import { SignInAttempt } from '#server/accounts/sign-in-attempt.ts'
import { cookieName, SESSION } from '#server/cookies.ts'
import { siteUrl } from '#server/env.ts'
import type { Fields } from '#server/form-reply.ts'
import { readForm } from '#server/read-form.ts'
import { MOST_BYTES, problemResponse, refuseForm, requireOwnOrigin } from '#server/route.ts'
import { cookieOf } from '#server/viewer.ts'

type Context = { params: Promise<{ nextauth: string[] }> }

/** What we use of next-auth, whole addresses. Passwords, sessions and signing out are our own routes' affair. */
function isUsed(method: string, path: string): boolean {
  const { oidc, mail } = signInWays()
  const always = ['GET signin', 'GET error', 'GET verify-request']
  const byMail = mail ? ['POST signin/email', 'POST callback/email'] : []
  const byOidc = oidc ? ['POST signin/oidc', 'GET callback/oidc'] : []
  return [...always, ...byMail, ...byOidc].includes(`${method} ${path}`)
}

/**
 * Everything under `/api/auth`: lets next-auth answer what we use of it.
 * It is called in its Pages form, which takes plain objects instead of Next's request scope and so runs in tests too.
 */
export async function answerAuth(request: Request, context: Context): Promise<Response> {
  let fields: Fields = {}
  try {
    const { nextauth } = await context.params
    const method = request.method === 'HEAD' ? 'GET' : request.method
    const path = nextauth.join('/')
    if (!isUsed(method, path)) throw notFound()
    const query = { ...leadHome(Object.fromEntries(new URL(request.url).searchParams)), nextauth }
    if (method === 'GET') return await askNextAuth({ request, method, query })
    requireOwnOrigin(request)
    fields = leadHome(await readForm(request, MOST_BYTES))
    // A mailed link's secret is sent by the button of our page, where next-auth looks for it in the address.
    return await postToNextAuth(request, path === 'callback/email' ? { ...fields, ...query } : query, fields)
  } catch (error) {
    // Back from a provider there is no page of ours yet: the one for signing in says why.
    if (request.method === 'GET' && error instanceof Problem && error.kind === 'forbidden')
      return refuseForm(error, new Request(`${siteUrl()}/api/sign-in`, request), { back: '/sign-in' })
    return fields.back && fields.json !== 'true' ? refuseForm(error, request, fields, ['email']) : problemResponse(error, request)
  }
}

type Query = Record<string, string | string[]>
type Question = { request: Request; method: string; query: Query; body?: Fields; cookies?: Fields }

/**
 * Posts a form with next-auth's anti-forgery token, which it gets here: where the request came from has been looked at, which is
 * what the token would prove, and so no page has to fetch one first.
 */
async function postToNextAuth(request: Request, query: Query, fields: Fields): Promise<Response> {
  const given = await askNextAuth({ request, method: 'GET', query: { nextauth: ['csrf'] }, cookies: {} })
  const { csrfToken } = (await given.json()) as { csrfToken: string }
  const line = given.headers.getSetCookie().find((line) => line.includes('next-auth.csrf-token=')) ?? ''
  const cookies = { ...(await cookiesOf(request)), ...readCookies(line.split(';', 1)[0] ?? '') }
  return askNextAuth({ request, method: 'POST', query, body: { ...fields, csrfToken }, cookies })
}

async function askNextAuth({ request, method, query, body = {}, cookies }: Question): Promise<Response> {
  // next-auth reads its own address here alone; without it, links and returns would go to port 3000.
  process.env.NEXTAUTH_URL = siteUrl()
  const headers = Object.fromEntries(request.headers)
  const attempt = new SignInAttempt(request)
  const asked = { method, headers, query, body, cookies: cookies ?? (await cookiesOf(request)) }
  const answer = new Answer()
  // These two hold exactly what next-auth reads and calls of Next's own objects.
  await NextAuth(asked as unknown as NextApiRequest, answer as unknown as NextApiResponse, authOptions(attempt))
  if (attempt.refusal) throw attempt.refusal
  return answer.toResponse()
}

/** next-auth takes a return address that it cannot read for a mistake in our settings. */
const leadHome = (fields: Fields): Fields =>
  fields.callbackUrl === undefined ? fields : { ...fields, callbackUrl: leadTo(fields.callbackUrl) }

/** The cookies of a browser. That of its session may have an old name, which next-auth does not know. */
async function cookiesOf(request: Request): Promise<Fields> {
  const session = await cookieOf(request)
  return { ...readCookies(request.headers.get('cookie')), ...(session && { [cookieName(SESSION)]: session }) }
}

function readCookies(header: string | null): Fields {
  const pairs = (header ?? '').split(/;\s*/).filter((pair) => pair.includes('='))
  const cookies = pairs.map((pair) => [pair.slice(0, pair.indexOf('=')), decode(pair.slice(pair.indexOf('=') + 1))] as const)
  return Object.fromEntries(cookies.map(([name, value]) => [name, name.endsWith('next-auth.callback-url') ? leadTo(value) : value]))
}

function decode(value: string): string {
  try {
    return decodeURIComponent(value)
  } catch {
    return value
  }
}

/** Collects what next-auth says to a Pages response. */
class Answer {
  readonly #headers = new Map<string, string | string[]>()
  #status = 200
  #body: string | null = null

  status(code: number): this {
    this.#status = code
    return this
  }
  setHeader(name: string, value: string | string[]): this {
    this.#headers.set(name.toLowerCase(), value)
    return this
  }
  getHeader(name: string): string | string[] | undefined {
    return this.#headers.get(name.toLowerCase())
  }
  json(body: unknown): void {
    this.setHeader('content-type', 'application/json')
    this.#body = JSON.stringify(body)
  }
  send(body: unknown): void {
    if (typeof body === 'string') this.#body = body
    else if (body !== undefined) this.json(body)
  }
  end(): void {}

  toResponse(): Response {
    const headers = new Headers({ 'cache-control': 'private, no-store' })
    for (const [name, value] of this.#headers) {
      if (typeof value === 'string') headers.set(name, value)
      else for (const one of value) headers.append(name, one)
    }
    return new Response(this.#body, { status: this.#status, headers })
  }
}
