import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { GET, POST } from '#app/api/auth/[...nextauth]/route.ts'
import { POST as signIn } from '#app/api/sign-in/route.ts'
import { db } from '#server/db.ts'
import { AuthVisit } from '#tests/support/auth-visit.ts'
import { createUser } from '#tests/support/factories.ts'
import { MailServer } from '#tests/support/mail-server.ts'
import { signedOut } from '#tests/support/request.ts'
import { changeSettings } from '#tests/support/settings.ts'

const mail = new MailServer()
beforeAll(async () => {
  await mail.start()
  changeSettings({ SITE_URL: 'http://localhost:3000', SMTP_URL: mail.url, MAIL_FROM: 'circle@example.org' })
})
afterAll(() => mail.stop())
afterEach(async () => {
  await db().rateLimit.deleteMany()
})

// next-auth reads the first two parts of an address, so everything after them led to the same act past the count.
const DETOURS = ['/x', '/x/y', '/', '/%2e', '/credentials']

test.each(DETOURS)('passwords cannot be tried at callback/credentials%s', async (detour) => {
  const visit = new AuthVisit('198.51.100.20')
  await createUser({ username: `tried-${DETOURS.indexOf(detour)}`, password: 'lamp river copper' })
  const answer = await visit.post(`callback/credentials${detour}`, {
    username: `tried-${DETOURS.indexOf(detour)}`,
    password: 'lamp river copper',
  })
  expect(answer.status).toBe(404)
  expect(visit.cookies.has('next-auth.session-token')).toBe(false)
})

test.each(DETOURS)('no mail is sent by signin/email%s', async (detour) => {
  const before = mail.received.length
  const answer = await new AuthVisit('198.51.100.21').post(`signin/email${detour}`, { email: 'flooded@example.org' })
  expect(answer.status).toBe(404)
  expect(mail.received).toHaveLength(before)
})

test('of sixty guesses ten are looked at, however the name is written', async () => {
  await createUser({ username: 'guessed', password: 'lamp river copper' })
  const visit = new AuthVisit('198.51.100.22')
  const statuses: number[] = []
  for (let guess = 0; guess < 60; guess += 1) {
    const username = ['guessed', 'GUESSED', ' guessed '][guess % 3] ?? ''
    statuses.push((await visit.signIn(username, `guess ${guess}`)).status)
  }
  expect(statuses.filter((status) => status === 403)).toHaveLength(10)
  expect(statuses.filter((status) => status === 429)).toHaveLength(50)
})

test('mails from one address are limited, whoever they are for', async () => {
  const before = mail.received.length
  const statuses: number[] = []
  for (let each = 0; each < 22; each += 1) {
    statuses.push((await new AuthVisit('198.51.100.23').post('signin/email', { email: `reader-${each}@example.org` })).status)
  }
  expect(statuses.filter((status) => status === 429)).toHaveLength(2)
  expect(mail.received.length - before).toBe(20)
})

test.each([
  ['GET', 'callback/credentials'],
  ['GET', 'callback'],
  ['GET', 'callback/nobody'],
  ['GET', 'signin/oidc'],
  ['GET', 'callback/oidc'],
  ['POST', 'signin/oidc'],
  ['POST', 'signin/credentials'],
  ['GET', 'callback/email'],
  ['POST', 'callback/credentials'],
  ['POST', 'signout'],
  ['GET', 'csrf'],
  ['POST', 'csrf'],
  ['POST', 'session'],
])('%s %s is not there', async (method, path) => {
  const handler = method === 'GET' ? GET : POST
  const request = new Request(`http://localhost:3000/api/auth/${path}`, { method, headers: signedOut() })
  expect((await handler(request, { params: Promise.resolve({ nextauth: path.split('/') }) })).status).toBe(404)
})

test.each([
  ['signin/email', { email: 'a\0b@example.org' }],
  ['signin/email', { email: 'not an address' }],
  ['signin/email', { email: `${'a'.repeat(7000)}@example.org` }],
  ['signin/email', { email: 'ada@example.org', callbackUrl: 'javascript:alert(1)' }],
])('%s with %o is an answer like any other', async (path, form) => {
  const answer = await new AuthVisit('198.51.100.24').post(path, form)
  expect(answer.status).toBeLessThan(500)
  expect(await answer.text()).not.toContain('javascript:')
})

test.each([
  ['a\0b', 'x'],
  ['ada', 'a\0b'],
  ['\ud800'.repeat(9), ''],
  ['a'.repeat(7000), 'x'],
])('the name %o with the password %o is an answer like any other', async (username, password) => {
  expect((await new AuthVisit('198.51.100.24').signIn(username, password)).status).toBeLessThan(500)
})

test('a return address that nobody can read, in the query or in the cookie, leads home', async () => {
  const visit = new AuthVisit()
  visit.cookies.set('next-auth.callback-url', 'nowhere at all')
  const { headers } = await visit.get('signin?callbackUrl=nowhere')
  expect(new URL(headers.get('location') ?? '', 'http://localhost:3000').searchParams.get('callbackUrl')).toBe('http://localhost:3000/')
})

test('a form that does not end is read no further than a sign-in needs', async () => {
  let sent = 0
  const endless = new ReadableStream<Uint8Array>({
    pull(controller) {
      sent += 1000
      controller.enqueue(new Uint8Array(1000).fill(65))
    },
  })
  const headers = { ...signedOut(), 'content-type': 'application/x-www-form-urlencoded' }
  const init = { method: 'POST', headers, body: endless, duplex: 'half' } as RequestInit
  const answer = await signIn(new Request('http://localhost:3000/api/sign-in', init), { params: Promise.resolve({}) })
  expect(answer.status).toBe(413)
  expect(sent).toBeLessThan(20_000)
})
