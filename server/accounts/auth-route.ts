import 'server-only'
import type { NextApiRequest, NextApiResponse } from 'next'
import NextAuth from 'next-auth'
import { notFound, Problem } from '#domain/problem.ts'
import { authOptions } from '#server/accounts/auth.ts'
import { siteUrl } from '#server/env.ts'
import { takeNetworkPoint, takePoint } from '#server/rate-limit.ts'
import { clientAddress, problemResponse } from '#server/route.ts'

type Context = { params: Promise<{ nextauth: string[] }> }
type Body = Record<string, string>

/** What we use of next-auth: its own session and provider lists are answered by our routes and pages. */
const ACTIONS = new Set(['csrf', 'signin', 'signout', 'callback', 'error', 'verify-request'])

/**
 * Everything under `/api/auth`: counts attempts, then lets next-auth answer.
 * It is called in its Pages form, which takes plain objects instead of Next's request scope and so runs in tests too.
 */
export async function answerAuth(request: Request, context: Context): Promise<Response> {
  try {
    const { nextauth } = await context.params
    if (!ACTIONS.has(nextauth[0] ?? '')) throw notFound()
    const body = request.method === 'POST' ? await readForm(request) : {}
    await takeAttempt(nextauth.join('/'), request, body)
    return await askNextAuth(request, nextauth, body)
  } catch (error) {
    return problemResponse(error, request)
  }
}

async function takeAttempt(path: string, request: Request, body: Body): Promise<void> {
  if (request.method !== 'POST') return
  const address = clientAddress(request)
  if (path === 'callback/credentials') {
    await takeNetworkPoint('sign-in', address, (body.username ?? '').trim().toLowerCase().slice(0, 40))
    await takeNetworkPoint('sign-in-network', address)
  }
  if (path === 'signin/email') {
    await takeNetworkPoint('mail-network', address)
    await takePoint('link-to', (body.email ?? '').trim().toLowerCase().slice(0, 200))
  }
}

async function readForm(request: Request): Promise<Body> {
  const text = await request.text()
  if (text.length > 8_000) throw new Problem('too-large', 'This is more than a sign-in needs.')
  return Object.fromEntries(new URLSearchParams(text))
}

async function askNextAuth(request: Request, nextauth: string[], body: Body): Promise<Response> {
  // next-auth reads its own address here alone; without it, links and returns would go to port 3000.
  process.env.NEXTAUTH_URL = siteUrl()
  const headers = Object.fromEntries(request.headers)
  const url = new URL(request.url)
  const query = { ...Object.fromEntries(url.searchParams), nextauth }
  const asked = { method: request.method, headers, query, body, cookies: readCookies(request) }
  const answer = new Answer()
  // These two hold exactly what next-auth reads and calls of Next's own objects.
  await NextAuth(asked as unknown as NextApiRequest, answer as unknown as NextApiResponse, authOptions(headers['user-agent'] ?? ''))
  return answer.toResponse()
}

function readCookies(request: Request): Record<string, string> {
  const pairs = (request.headers.get('cookie') ?? '').split(/;\s*/).filter((pair) => pair.includes('='))
  return Object.fromEntries(pairs.map((pair) => [pair.slice(0, pair.indexOf('=')), decode(pair.slice(pair.indexOf('=') + 1))]))
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
