import { afterAll, beforeAll, expect, test } from 'vitest'
import { POST as prove } from '#app/api/account/proof/route.ts'
import { GET as getAccount } from '#app/api/account/route.ts'
import type { Account } from '#domain/account.ts'
import { signInWays } from '#server/accounts/auth-providers.ts'
import { db } from '#server/db.ts'
import { openFormReply } from '#server/form-reply.ts'
import { AuthVisit } from '#tests/support/auth-visit.ts'
import { createUser } from '#tests/support/factories.ts'
import { CLIENT, type Claims, OidcServer } from '#tests/support/oidc-server.ts'
import { call } from '#tests/support/request.ts'
import { changeSettings } from '#tests/support/settings.ts'

const issuer = new OidcServer()

beforeAll(async () => {
  await issuer.start()
  changeSettings({
    SITE_URL: 'http://localhost:3000',
    OIDC_NAME: 'the union’s account',
    OIDC_ISSUER: issuer.url,
    OIDC_CLIENT_ID: CLIENT.id,
    OIDC_CLIENT_SECRET: CLIENT.secret,
  })
})
afterAll(() => issuer.stop())

/** Presses the button, is sent to the issuer, and comes back. */
async function signIn(person: Claims, next = '/', visit = new AuthVisit()) {
  issuer.person = person
  const { url } = await (await visit.post('signin/oidc', { callbackUrl: next })).json()
  expect(new URL(url).origin).toBe(issuer.url)
  const sent = await fetch(url, { redirect: 'manual' })
  const back = new URL(sent.headers.get('location') ?? '')
  const answer = await visit.get(`callback/oidc${back.search}`)
  const account: Account | null = await (await call(getAccount, { headers: visit.headers })).json()
  return { visit, back, account, location: answer.headers.get('location') }
}

test('the sign-in page is told what to offer', () => {
  expect(signInWays()).toEqual({ oidc: 'the union’s account', mail: false, passkeys: true })
})

test('a new person gets a name and a username, and lands where they were going', async () => {
  const claims = { sub: 'u1', name: 'Zoë Müller', email: 'zoe.mueller@example.org', email_verified: true }
  const { account, location } = await signIn(claims, '/join/abc')
  expect(location).toBe('http://localhost:3000/join/abc')
  expect(account).toMatchObject({
    name: 'Zoë Müller',
    username: 'zoe.mueller',
    email: 'zoe.mueller@example.org',
    hasPassword: false,
    connections: [{ id: expect.any(String), since: expect.any(String) }],
  })
  const { account: again } = await signIn(claims)
  expect(again?.userId).toBe(account?.userId)
})

test('a suspended person comes in by no provider, is told why, and comes in again when readmitted', async () => {
  const claims = { sub: 'u-suspended', name: 'Sorrel' }
  const { account } = await signIn(claims)
  const id = account?.userId ?? ''
  await db().session.deleteMany({ where: { userId: id } })
  await db().user.update({ where: { id }, data: { suspendedAt: new Date(), suspendedReason: 'Write to the library desk.' } })
  const refused = await signIn(claims)
  expect(refused.account).toBeNull()
  const told = new URL(refused.location ?? '', 'http://localhost:3000')
  expect(told.pathname).toBe('/sign-in')
  const cookie = /form-reply=([^;]+)/.exec(refused.visit.headers.cookie ?? '')?.[1]
  const reply = await openFormReply(told.searchParams.get('reply') ?? '', cookie)
  expect(reply?.refused?.message).toContain('Write to the library desk.')
  expect(await db().session.count({ where: { userId: id } })).toBe(0)
  await db().user.update({ where: { id }, data: { suspendedAt: null, suspendedReason: '' } })
  expect((await signIn(claims)).account?.userId).toBe(id)
})

test('no token of the issuer is kept', async () => {
  await signIn({ sub: 'u-token', name: 'Token' })
  const row = await db().account.findFirstOrThrow({ where: { providerAccountId: 'u-token' } })
  expect([row.access_token, row.refresh_token, row.id_token]).toEqual([null, null, null])
})

test('a taken username gets an ending; names without Latin letters get a username all the same', async () => {
  await createUser({ username: 'sam' })
  const { account: sam } = await signIn({ sub: 'u2', name: 'Sam' })
  expect(sam?.username).toMatch(/^sam-[0-9a-f]{4}$/)
  const { account: mao } = await signIn({ sub: 'u3', name: '毛泽东' })
  expect(mao).toMatchObject({ name: '毛泽东', username: expect.stringMatching(/^reader/) })
})

test('hostile names become harmless ones', async () => {
  const { account } = await signIn({ sub: 'u4', name: 'Evil\u202e\u0000<script>'.repeat(20), preferred_username: '#etc' })
  expect(account?.name).toBe('A reader')
  expect(account?.username).toMatch(/^[a-z0-9][a-z0-9._-]{1,29}$/)
})

test('an address that the issuer has not checked is not kept', async () => {
  const { account } = await signIn({ sub: 'u5', name: 'Unsure', email: 'victim@example.org', email_verified: false })
  expect(account?.email).toBeNull()
})

test("an account with the same address is not handed over to the issuer's person", async () => {
  await createUser({ username: 'holder', email: 'holder@example.org', emailVerified: new Date() })
  const { account, location } = await signIn({ sub: 'u6', name: 'Holder', email: 'holder@example.org', email_verified: true })
  expect(account).toBeNull()
  expect(location).toMatch(/error=OAuthAccountNotLinked/)
})

test('somebody signed in already connects the two ways, with the password', async () => {
  const user = await createUser({ username: 'both-ways', password: 'lamp river copper' })
  const visit = new AuthVisit()
  await visit.signIn('both-ways', 'lamp river copper')
  expect((await call(prove, { method: 'POST', headers: visit.headers, body: { current: 'lamp river copper' } })).status).toBe(204)
  const { account } = await signIn({ sub: 'u7', name: 'Both' }, '/account', visit)
  expect(account?.userId).toBe(user.id)
  expect((await signIn({ sub: 'u7', name: 'Both' })).account?.userId).toBe(user.id)
})

test('an answer of the issuer works only in the browser that asked', async () => {
  const { back } = await signIn({ sub: 'u8', name: 'Victim' })
  const other = new AuthVisit()
  await other.get(`callback/oidc${back.search}`)
  expect(await (await call(getAccount, { headers: other.headers })).json()).toBeNull()
})

test.each(['//evil.example', 'https://evil.example/x', '/\\evil.example'])('%s is not where anybody lands', async (next) => {
  const { location } = await signIn({ sub: 'u9', name: 'Lured' }, next)
  expect(location).toBe('http://localhost:3000/')
})
