import { afterAll, beforeAll, expect, test } from 'vitest'
import { DELETE as disconnectRoute } from '#app/api/account/connections/[connectionId]/route.ts'
import { POST as confirm } from '#app/api/account/email/confirmation/route.ts'
import { POST as removeEmail } from '#app/api/account/email/removal/route.ts'
import { PUT as putEmail } from '#app/api/account/email/route.ts'
import { PUT as putPassword } from '#app/api/account/password/route.ts'
import { POST as prove } from '#app/api/account/proof/route.ts'
import { POST as makeCodes } from '#app/api/account/recovery-codes/route.ts'
import { GET as getAccount } from '#app/api/account/route.ts'
import { POST as recoverRoute } from '#app/api/recovery/route.ts'
import type { Account, Recovered } from '#domain/account.ts'
import { hashCode } from '#server/accounts/recovery-codes.ts'
import { db } from '#server/db.ts'
import { AuthVisit } from '#tests/support/auth-visit.ts'
import { createUser } from '#tests/support/factories.ts'
import { linkIn, MailServer } from '#tests/support/mail-server.ts'
import { CLIENT, type Claims, OidcServer } from '#tests/support/oidc-server.ts'
import { call, signedIn, signedOut } from '#tests/support/request.ts'
import { changeSettings } from '#tests/support/settings.ts'

/*
 * Somebody sits at a screen that was left open, or has got hold of a cookie. The session may be theirs for a while; the account must
 * not be: no way into it is added, changed or taken off without the password, and its owner hears of every change.
 */

const PASSWORD = 'lamp river copper'
const [mail, issuer] = [new MailServer(), new OidcServer()]

beforeAll(async () => {
  await Promise.all([mail.start(), issuer.start()])
  changeSettings({
    SITE_URL: 'http://localhost:3000',
    SMTP_URL: mail.url,
    MAIL_FROM: 'circle@example.org',
    OIDC_ISSUER: issuer.url,
    OIDC_CLIENT_ID: CLIENT.id,
    OIDC_CLIENT_SECRET: CLIENT.secret,
  })
})
afterAll(() => Promise.all([mail.stop(), issuer.stop()]))

let people = 0
/** Somebody with a password and a confirmed address, and their browser. */
async function person() {
  people += 1
  const [username, email] = [`keeper-${people}`, `keeper-${people}@example.org`]
  const { id } = await createUser({ username, email, emailVerified: new Date(), password: PASSWORD })
  const visit = new AuthVisit(`192.0.2.${people}`)
  await visit.signIn(username, PASSWORD)
  return { id, username, email, visit }
}

const accountOf = async (headers: Record<string, string>): Promise<Account | null> => (await call(getAccount, { headers })).json()
const change = (handler: Parameters<typeof call>[0], method: string, visit: AuthVisit, body: object, params = {}) =>
  call(handler, { method, headers: { ...visit.headers, 'content-type': 'application/json' }, body, params })

/** Goes to the outside sign-in and comes back, signed in there as somebody. @returns where the browser lands */
async function comeBack(visit: AuthVisit, claims: Claims): Promise<string> {
  issuer.person = claims
  const { url } = await (await visit.post('signin/oidc', { callbackUrl: '/account' })).json()
  const sent = await fetch(url, { redirect: 'manual' })
  const answer = await visit.get(`callback/oidc${new URL(sent.headers.get('location') ?? '').search}`)
  return answer.headers.get('location') ?? ''
}

test('a borrowed session puts no address on the account, and takes none off', async () => {
  const { visit, email } = await person()
  const sent = mail.received.length
  for (const current of [undefined, '', 'guessed']) {
    expect((await change(putEmail, 'PUT', visit, { email: 'thief@example.org', current })).status).toBe(403)
    expect((await change(removeEmail, 'POST', visit, { current })).status).toBe(403)
  }
  expect(mail.received).toHaveLength(sent)
  expect((await accountOf(visit.headers))?.email).toBe(email)
})

test('a borrowed session connects no outside sign-in', async () => {
  const { visit } = await person()
  expect((await change(prove, 'POST', visit, { current: 'guessed' })).status).toBe(403)
  expect(await comeBack(visit, { sub: 'thief', name: 'Thief' })).toContain('/account?connect=refused')
  expect((await accountOf(visit.headers))?.connections).toEqual([])
  const elsewhere = new AuthVisit('198.51.100.1')
  await comeBack(elsewhere, { sub: 'thief', name: 'Thief' })
  expect((await accountOf(elsewhere.headers))?.name).toBe('Thief')
})

test('proof is good for one connection, in the session that gave it', async () => {
  const { id, username, visit } = await person()
  const thief = new AuthVisit('198.51.100.2')
  await thief.signIn(username, PASSWORD)
  await change(prove, 'POST', visit, { current: PASSWORD })
  expect(await comeBack(thief, { sub: 'not-proved' })).toContain('refused')
  expect(await comeBack(visit, { sub: `own-${id}` })).toBe('http://localhost:3000/account')
  expect((await accountOf(visit.headers))?.connections).toHaveLength(1)
  expect(await comeBack(visit, { sub: `second-${id}` })).toContain('refused')
})

test('an account without a password asks for a fresh sign-in instead', async () => {
  const user = await createUser({ email: 'mail-only@example.org', emailVerified: new Date() })
  const headers = await signedIn(user)
  const tries = () => [
    call(putPassword, { method: 'PUT', headers, body: { password: 'four quiet herons sing' } }),
    call(makeCodes, { method: 'POST', headers, body: {} }),
    call(putEmail, { method: 'PUT', headers, body: { email: 'other@example.org' } }),
    call(prove, { method: 'POST', headers, body: {} }),
  ]
  await db().session.updateMany({ where: { userId: user.id }, data: { createdAt: new Date(Date.now() - 11 * 60_000) } })
  const refused = await Promise.all(tries())
  expect(refused.map(({ status }) => status)).toEqual([403, 403, 403, 403])
  for (const answer of refused) expect((await answer.json()).title).toMatch(/Sign in again first/)
  await db().session.updateMany({ where: { userId: user.id }, data: { createdAt: new Date() } })
  expect((await call(prove, { method: 'POST', headers, body: {} })).status).toBe(204)
  expect((await call(putPassword, { method: 'PUT', headers, body: { password: 'four quiet herons sing' } })).status).toBe(200)
})

test('the owner hears of every change, at the address that it was before', async () => {
  const { id, email, visit } = await person()
  const letter = await mail.mailAfter(() => change(putEmail, 'PUT', visit, { email: `new-${email}`, current: PASSWORD }))
  const token = linkIn(letter).searchParams.get('token')
  const heard = async (act: () => Promise<Response>) => {
    const { to, text } = await mail.mailAfter(act)
    return `${JSON.stringify(to)} ${text}`
  }
  expect(await heard(() => call(confirm, { method: 'POST', headers: signedOut(), body: { token } }))).toMatch(
    new RegExp(`"${email}".*another e-mail address`, 's'),
  )
  await change(prove, 'POST', visit, { current: PASSWORD })
  const connected = await mail.mailAfter(() => comeBack(visit, { sub: `heard-${id}` }))
  expect(connected.text).toContain('Another way to sign in was connected')
  const [connection] = (await accountOf(visit.headers))?.connections ?? []
  const takeOff = (current: string) => change(disconnectRoute, 'DELETE', visit, { current }, { connectionId: connection?.id })
  expect((await takeOff('guessed')).status).toBe(403)
  expect(await heard(() => takeOff(PASSWORD))).toContain('was taken off')
  expect(await heard(() => change(makeCodes, 'POST', visit, { current: PASSWORD }))).toContain('recovery codes')
  expect(await heard(() => change(removeEmail, 'POST', visit, { current: PASSWORD }))).toMatch(new RegExp(`"new-${email}".*taken off`, 's'))
})

test('what was begun in a borrowed session ends with a new password or a recovery, which shows what else lets in', async () => {
  const { id, username, visit, email } = await person()
  await db().account.create({ data: { userId: id, type: 'oauth', provider: 'oidc', providerAccountId: `left-${id}` } })
  const begin = async (address: string, current: string) => {
    const letter = await mail.mailAfter(() => change(putEmail, 'PUT', visit, { email: address, current }))
    return () => call(confirm, { method: 'POST', headers: signedOut(), body: { token: linkIn(letter).searchParams.get('token') } })
  }
  const first = await begin('thief-one@example.org', PASSWORD)
  expect((await change(putPassword, 'PUT', visit, { current: PASSWORD, password: 'four quiet herons sing' })).status).toBe(200)
  expect((await first()).status).toBe(410)

  const second = await begin('thief-two@example.org', 'four quiet herons sing')
  await db().recoveryCode.create({ data: { userId: id, codeHash: await hashCode(id, 'ABCD-EFGH-JKMN') } })
  const body = { username, code: 'ABCD-EFGH-JKMN', password: 'amber tractor hymn' }
  const recovered: Recovered = await (await call(recoverRoute, { method: 'POST', headers: signedOut('198.51.100.9'), body })).json()
  expect(recovered).toEqual({ codesLeft: 0, email, connections: [{ id: expect.any(String), since: null }], passkeys: [] })
  expect((await second()).status).toBe(410)
  expect(await accountOf(visit.headers)).toBeNull()
})

test('nobody takes off what is not theirs, nor the only way in', async () => {
  const { visit } = await person()
  const user = await createUser()
  const { id } = await db().account.create({ data: { userId: user.id, type: 'oauth', provider: 'oidc', providerAccountId: 'only' } })
  expect((await change(disconnectRoute, 'DELETE', visit, { current: PASSWORD }, { connectionId: id })).status).toBe(404)
  const headers = await signedIn(user)
  const refused = await call(disconnectRoute, { method: 'DELETE', headers, body: {}, params: { connectionId: id } })
  expect(refused.status).toBe(409)
  expect((await accountOf(headers))?.connections).toHaveLength(1)
})

test('signing in ends the session that the browser had, whoever’s it was', async () => {
  const [one, other] = [await person(), await person()]
  const former = { ...one.visit.headers }
  await one.visit.signIn(other.username, PASSWORD)
  expect((await accountOf(one.visit.headers))?.userId).toBe(other.id)
  expect(await accountOf(former)).toBeNull()
})
