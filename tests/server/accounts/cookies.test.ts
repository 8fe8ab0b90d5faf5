import { request as ask, type IncomingMessage } from 'node:http'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { GET as getAccount } from '#app/api/account/route.ts'
import { POST as auth } from '#app/api/auth/[...nextauth]/route.ts'
import { POST as signIn } from '#app/api/sign-in/route.ts'
import { POST as signOut } from '#app/api/sign-out/route.ts'
import { sendAnswer } from '#scripts/send-answer.ts'
import { type Front, openFront } from '#scripts/serve.ts'
import { db } from '#server/db.ts'
import { parseEnv } from '#server/env.ts'
import { createUser } from '#tests/support/factories.ts'
import { linkIn, MailServer } from '#tests/support/mail-server.ts'
import { CLIENT, OidcServer } from '#tests/support/oidc-server.ts'
import { signedIn } from '#tests/support/request.ts'
import { changeSettings } from '#tests/support/settings.ts'

// A site with https behind a proxy that ends it: over the product's own door, by real HTTP, with the headers that the proxy sends.

const SITE = 'https://read.example.org'
const [mail, issuer] = [new MailServer(), new OidcServer()]
let front: Front

const ROUTES: Record<string, typeof auth> = {
  'GET /api/account': getAccount,
  'POST /api/sign-in': signIn,
  'POST /api/sign-out': signOut,
}

beforeAll(async () => {
  await Promise.all([mail.start(), issuer.start()])
  const settings = {
    ...{ SITE_URL: SITE, TRUST_PROXY: '1', SMTP_URL: mail.url, MAIL_FROM: 'circle@example.org' },
    ...{ OIDC_ISSUER: issuer.url, OIDC_CLIENT_ID: CLIENT.id, OIDC_CLIENT_SECRET: CLIENT.secret },
  }
  changeSettings(settings)
  front = await openFront({ ...parseEnv({ NODE_ENV: 'test', ...settings }), PORT: 0 }, true)
  front.serve({
    handle: async (request, response) => {
      const { method = 'GET', url = '/' } = request
      const pathname = url.split('?', 1)[0] ?? '/'
      const init = { method, headers: request.headers as Record<string, string> }
      const asked = new Request(`http://localhost${url}`, method === 'GET' ? init : { ...init, body: await text(request) })
      const nextauth = pathname.split('/').slice(3)
      await sendAnswer(request, response, await (ROUTES[`${method} ${pathname}`] ?? auth)(asked, { params: Promise.resolve({ nextauth }) }))
    },
  })
})
afterAll(async () => {
  await front.close()
  await Promise.all([mail.stop(), issuer.stop()])
})

type Sent = { method?: string; cookie?: string; form?: Record<string, string>; address?: string }

/** Asks as the proxy does that a browser has asked over https. */
async function visit(path: string, { method = 'GET', cookie = '', form = {}, address = '192.0.2.1' }: Sent = {}) {
  const body = new URLSearchParams(form).toString()
  const headers = {
    ...{ host: 'read.example.org', origin: SITE, 'x-forwarded-for': address, 'x-forwarded-proto': 'https' },
    ...(method === 'POST' && { 'content-type': 'application/x-www-form-urlencoded', 'content-length': Buffer.byteLength(body) }),
    ...(cookie && { cookie }),
  }
  const answer = await new Promise<IncomingMessage>((resolve, reject) => {
    ask({ host: '127.0.0.1', port: front.port, path, method, headers }, resolve)
      .on('error', reject)
      .end(method === 'POST' ? body : undefined)
  })
  return {
    status: answer.statusCode,
    lines: answer.headers['set-cookie'] ?? [],
    location: answer.headers.location,
    body: await text(answer),
  }
}

/** What browsers ask of a cookie with this prefix, besides what the product wants of each. */
const HOST = /^__Host-[\w.-]+=[^;]*(?=.*; Path=\/(?:;|$))(?=.*; HttpOnly\b)(?=.*; Secure\b)(?=.*; SameSite=Lax\b)(?!.*; Domain=)/
const namesOf = (lines: string[]) => lines.map((line) => line.split('=', 1)[0]).sort()
const heldIn = (lines: string[], name: string) => lines.find((line) => line.startsWith(`${name}=`))?.split(/[=;]/, 2)[1] ?? ''
const SESSION = '__Host-next-auth.session-token'

test('every cookie of a site with https is for that host alone, by each way in', async () => {
  await createUser({ username: 'ada', password: 'lamp river copper' })
  const refused = await visit('/api/sign-in', { method: 'POST', form: { username: 'ada', password: 'wrong', back: '/sign-in' } })
  const byPassword = await visit('/api/sign-in', {
    method: 'POST',
    form: { username: 'ada', password: 'lamp river copper', back: '/sign-in' },
  })
  const left = await visit('/api/sign-out', {
    method: 'POST',
    form: { back: '/' },
    cookie: `${SESSION}=${heldIn(byPassword.lines, SESSION)}`,
  })
  const asked: Awaited<ReturnType<typeof visit>>[] = []
  const letter = await mail.mailAfter(async () => {
    asked.push(await visit('/api/auth/signin/email', { method: 'POST', form: { email: 'ada@example.org' } }))
  })
  const link = Object.fromEntries(linkIn(letter).searchParams)
  const byMail = await visit('/api/auth/callback/email', { method: 'POST', form: link, cookie: `x=${asked.length}` })
  const toProvider = await visit('/api/auth/signin/oidc', { method: 'POST', form: { callbackUrl: '/' } })

  expect(namesOf(refused.lines)).toEqual(['__Host-form-reply'])
  expect(namesOf(byPassword.lines)).toEqual([SESSION])
  expect(namesOf(left.lines)).toEqual([SESSION])
  expect(namesOf(byMail.lines)).toContain(SESSION)
  for (const name of ['nonce', 'pkce.code_verifier', 'state']) expect(namesOf(toProvider.lines)).toContain(`__Host-next-auth.${name}`)
  const lines = [refused, byPassword, left, ...asked, byMail, toProvider].flatMap((answer) => answer.lines)
  for (const line of lines) expect(line).toMatch(HOST)

  expect(JSON.parse((await visit('/api/account', { cookie: `${SESSION}=${heldIn(byMail.lines, SESSION)}` })).body)).toMatchObject({
    email: 'ada@example.org',
  })
})

/** Somebody who signed in while the cookie had its old name. @returns what their browser keeps */
async function fromBefore() {
  const { cookie = '' } = await signedIn(await createUser())
  const value = cookie.slice(cookie.indexOf('=') + 1)
  const { id } = await db().session.findFirstOrThrow({ orderBy: { id: 'desc' } })
  await db().session.update({ where: { id }, data: { oldNameUntil: null } })
  return { id, value, old: `__Secure-next-auth.session-token=${value}` }
}

test('whoever was signed in stays so: the old name of the cookie is read until the new one has been given', async () => {
  const { value, old } = await fromBefore()
  const first = await visit('/api/account', { cookie: old })
  expect([first.status, JSON.parse(first.body)]).toEqual([200, expect.objectContaining({ userId: expect.any(String) })])
  expect(first.lines).toEqual([expect.stringMatching(HOST)])
  expect(heldIn(first.lines, SESSION)).toBe(value)
  // An answer that was lost, or another tab: it is given once more.
  expect((await visit('/api/account', { cookie: old })).lines).toHaveLength(1)
  const after = await visit('/api/account', { cookie: `${old}; ${SESSION}=${value}` })
  expect([after.status, after.lines]).toEqual([200, []])
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 3_601_000 })
  try {
    expect(JSON.parse((await visit('/api/account', { cookie: old })).body)).toBeNull()
    expect(JSON.parse((await visit('/api/account', { cookie: `${SESSION}=${value}` })).body)).not.toBeNull()
  } finally {
    vi.useRealTimers()
  }
})

test('signing out under the old name ends the session, and nobody comes in by it with one of today', async () => {
  const { id, old } = await fromBefore()
  const left = await visit('/api/sign-out', { method: 'POST', cookie: old, form: { back: '/' } })
  expect(left.lines).toEqual([expect.stringMatching(/^__Host-next-auth\.session-token=; Path=\/; Max-Age=0;/)])
  expect(await db().session.count({ where: { id } })).toBe(0)
  const { cookie = '' } = await signedIn(await createUser())
  expect(JSON.parse((await visit('/api/account', { cookie })).body)).not.toBeNull()
  // Such a cookie can be set by another site of the same domain: to have somebody write in an account that is not theirs.
  expect(JSON.parse((await visit('/api/account', { cookie: cookie.replace('__Host-', '__Secure-') })).body)).toBeNull()
})
