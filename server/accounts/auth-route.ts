import 'server-only'
import type { NextApiRequest, NextApiResponse } from 'next'
import NextAuth from 'next-auth'
import { notFound, Problem } from '#domain/problem.ts'
import { authOptions, leadTo } from '#server/accounts/auth.ts'
import { signInWays } from '#server/accounts/auth-providers.ts'
import { SignInAttempt } from '#server/accounts/sign-in-attempt.ts'
import { siteUrl } from '#server/env.ts'
import { readText } from '#server/request-body.ts'
import { problemResponse } from '#server/route.ts'

type Context = { params: Promise<{ nextauth: string[] }> }
type Fields = Record<string, string>

/** Largest form in bytes. */
const MOST_BYTES = 8_000

/** What we use of next-auth, whole addresses: its own session and provider lists are answered by our routes and pages. */
function isUsed(method: string, path: string): boolean {
  const { oidc, mail } = signInWays()
  const always = ['GET csrf', 'GET signin', 'GET error', 'GET verify-request', 'POST callback/credentials', 'POST signout']
  const byMail = mail ? ['POST signin/email', 'GET callback/email'] : []
  const byOidc = oidc ? ['POST signin/oidc', 'GET callback/oidc'] : []
  return [...always, ...byMail, ...byOidc].includes(`${method} ${path}`)
}

/**
 * Everything under `/api/auth`: lets next-auth answer what we use of it.
 * It is called in its Pages form, which takes plain objects instead of Next's request scope and so runs in tests too.
 */
export async function answerAuth(request: Request, context: Context): Promise<Response> {
  try {
    const { nextauth } = await context.params
    const method = request.method === 'HEAD' ? 'GET' : request.method
    if (!isUsed(method, nextauth.join('/'))) throw notFound()
    const attempt = new SignInAttempt(request)
    const answer = await askNextAuth(request, method, nextauth, attempt)
    if (attempt.refusal) throw attempt.refusal
    return answer
  } catch (error) {
    return problemResponse(error, request)
  }
}

async function readForm(request: Request): Promise<Fields> {
  const text = await readText(request, MOST_BYTES, () => new Problem('too-large', 'This is more than a sign-in needs.'))
  return Object.fromEntries(new URLSearchParams(text))
}

async function askNextAuth(request: Request, method: string, nextauth: string[], attempt: SignInAttempt): Promise<Response> {
  // next-auth reads its own address here alone; without it, links and returns would go to port 3000.
  process.env.NEXTAUTH_URL = siteUrl()
  const headers = Object.fromEntries(request.headers)
  const body = method === 'POST' ? leadHome(await readForm(request)) : {}
  const query = { ...leadHome(Object.fromEntries(new URL(request.url).searchParams)), nextauth }
  const asked = { method, headers, query, body, cookies: readCookies(request) }
  const answer = new Answer()
  // These two hold exactly what next-auth reads and calls of Next's own objects.
  await NextAuth(asked as unknown as NextApiRequest, answer as unknown as NextApiResponse, authOptions(attempt))
  return answer.toResponse()
}

/** next-auth takes a return address that it cannot read for a mistake in our settings. */
const leadHome = (fields: Fields): Fields =>
  fields.callbackUrl === undefined ? fields : { ...fields, callbackUrl: leadTo(fields.callbackUrl) }

function readCookies(request: Request): Record<string, string> {
  const pairs = (request.headers.get('cookie') ?? '').split(/;\s*/).filter((pair) => pair.includes('='))
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
