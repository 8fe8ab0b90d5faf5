import 'server-only'
import { randomBytes } from 'node:crypto'
import { cookies } from 'next/headers'
import { decode, encode } from 'next-auth/jwt'
import type { FormReply } from '#domain/form-reply.ts'
import { withNext, withQuery } from '#domain/next-path.ts'
import { cookieLine, cookieName, secureCookies } from '#server/cookies.ts'
import { authSecret } from '#server/env.ts'

/** The fields of a form that a browser sent by itself. */
export type Fields = Record<string, string>

/** How a route answers a form that was sent without scripts: by leading the browser on to a page. */
export type FormDoor<Result> = {
  /** The fields that come back with a refusal as they were typed. Never a password, never a code. */
  keeps?: readonly string[]
  /** Makes of a form's fields what scripts would send; `back`, `next` and `viewer` are of the form itself and may stay. */
  read?: (fields: Fields) => Record<string, unknown>
  /** One of its fields may be a file: the field then holds its text. */
  files?: boolean
  /** Where a success leads; back to the page of the form, which is told what came of it, unless told. */
  goOn?: (result: Result, fields: Fields) => string
}

const COOKIE = 'form-reply'
/** That of a form whose sender signs in anew: the form of signing in has replies of its own meanwhile. */
const AGAIN = 'form-again'
/** How long a page can be loaded again and still say it. Seconds. */
const AGE = 600
/** What is kept of one field, in characters: all replies travel in a cookie. */
const KEPT = 500

/**
 * Leads the browser back to the page of its form, with a reply that only that page shows.
 * The reply travels in an encrypted cookie: neither what was typed nor recovery codes may stand in an address.
 */
export async function replyToForm(
  request: Request,
  fields: Fields,
  reply: Omit<FormReply, 'form'>,
  headers = new Headers(),
): Promise<Response> {
  return leadTo(await backWith(COOKIE, request, fields, reply, headers), headers)
}

/**
 * Sends somebody who is signed in to sign in anew, so that we know it is them, and from there back to the page of the form with what was typed.
 */
export async function leadToSignInAnew(request: Request, fields: Fields, typed: Fields): Promise<Response> {
  const headers = new Headers()
  const back = await backWith(AGAIN, request, fields, { typed, again: true }, headers)
  return leadTo(withQuery(withNext('/sign-in', back), 'anew', 'yes'), headers)
}

/** Puts a reply into a cookie. @returns the address of the form's page that shows it */
async function backWith(
  cookie: string,
  request: Request,
  fields: Fields,
  reply: Omit<FormReply, 'form'>,
  headers: Headers,
): Promise<string> {
  const id = randomBytes(9).toString('base64url')
  const form = new URL(request.url).pathname
  const token = await encode({ token: { id, reply: { ...reply, form } }, secret: authSecret(), salt: COOKIE, maxAge: AGE })
  // Over plain http a browser takes no cookie marked Secure, and would show nothing.
  const secure = request.headers.get('origin')?.startsWith('https:') === true
  headers.append('set-cookie', cookieLine(cookie, token, AGE, secure))
  return withQuery(fields.back, 'reply', id)
}

/** Sends whoever is signed out to sign in, and from there back to the page of the form. */
export const leadToSignIn = (fields: Fields): Response => leadTo(withNext('/sign-in', withQuery(fields.back, 'reply', null)), new Headers())

/** Leads a browser on to another page of this site. */
export function leadTo(path: string, headers: Headers): Response {
  headers.set('location', path)
  headers.set('cache-control', 'private, no-store')
  return new Response(null, { status: 303, headers })
}

/** Of a form's fields those that may come back, shortened to what a cookie can carry. */
export function keptOf(fields: Fields, keeps: readonly string[] = []): Fields {
  const kept = Object.entries(fields).filter(([name]) => keeps.includes(name))
  return Object.fromEntries(kept.map(([name, value]) => [name, value.slice(0, KEPT)]))
}

/**
 * What the server says to the form that was sent from this page.
 * @param id from the page's query
 */
export async function findFormReply(id: string | string[] | undefined): Promise<FormReply | null> {
  if (typeof id !== 'string') return null
  const jar = await cookies()
  for (const name of [COOKIE, AGAIN]) {
    const reply = await openFormReply(id, jar.get(cookieName(name))?.value)
    if (reply) return reply
  }
  if (!secureCookies()) return null
  // Whoever came over plain http is refused, and told so without a Secure cookie.
  const plain = await openFormReply(id, jar.get(cookieName(COOKIE, false))?.value)
  return plain?.refused ? plain : null
}

/** The reply that a cookie holds, when it is the one of this id. */
export async function openFormReply(id: string, cookie: string | undefined): Promise<FormReply | null> {
  const token = await decode({ ...(cookie && { token: cookie }), secret: authSecret(), salt: COOKIE }).catch(() => null)
  return token && token.id === id ? (token.reply as FormReply) : null
}
