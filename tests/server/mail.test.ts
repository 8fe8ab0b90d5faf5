import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { POST as confirm } from '#app/api/account/email/confirmation/route.ts'
import { POST as removeEmail } from '#app/api/account/email/removal/route.ts'
import { PUT as putEmail } from '#app/api/account/email/route.ts'
import { GET as getAccount } from '#app/api/account/route.ts'
import { POST as signUp } from '#app/api/accounts/route.ts'
import { POST } from '#app/api/auth/[...nextauth]/route.ts'
import type { Account } from '#domain/account.ts'
import { hashPassword } from '#server/accounts/passwords.ts'
import { db } from '#server/db.ts'
import { AuthVisit } from '#tests/support/auth-visit.ts'
import { createUser } from '#tests/support/factories.ts'
import { linkIn, MailServer } from '#tests/support/mail-server.ts'
import { call, signedIn, signedOut } from '#tests/support/request.ts'
import { changeSettings } from '#tests/support/settings.ts'

const mail = new MailServer()

beforeAll(async () => {
  await mail.start()
  changeSettings({ SITE_URL: 'http://localhost:3000', SMTP_URL: mail.url, MAIL_FROM: 'circle@example.org' })
})
afterAll(() => mail.stop())
afterEach(() => vi.useRealTimers())

/** Lets time pass without waiting for it. */
const after = (seconds: number) => vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + seconds * 1000 })

let visitors = 0
const elsewhere = () => {
  visitors += 1
  return `192.0.2.${visitors}`
}
const accountOf = async (headers: Record<string, string>): Promise<Account | null> => (await call(getAccount, { headers })).json()

/** Asks for a link, opens the page that it leads to, and presses the button there. */
async function signInByMail(email: string, next = '/') {
  const visit = new AuthVisit(elsewhere())
  const letter = await mail.mailAfter(() => visit.post('signin/email', { email, callbackUrl: next }))
  const link = linkIn(letter)
  const press = () => visit.post('callback/email', { ...Object.fromEntries(link.searchParams), json: '' })
  const answer = await press()
  return { letter, link, press, location: answer.headers.get('location'), account: await accountOf(visit.headers) }
}

test('a mailed link signs a new person in, once, and leads where they were going', async () => {
  const { letter, link, press, location, account } = await signInByMail(' Ada.L@Example.org ', '/join/abc')
  expect(link.origin + link.pathname).toBe('http://localhost:3000/sign-in/link')
  expect(letter.headers.get('auto-submitted')).toBe('auto-generated')
  expect(letter.html).toBe(false)
  expect(location).toBe('http://localhost:3000/join/abc')
  expect(account).toMatchObject({ name: 'ada.l', username: 'ada.l', email: 'ada.l@example.org', hasPassword: false })
  expect((await press()).headers.get('location')).toMatch(/error=Verification/)
  expect((await signInByMail('ada.l@example.org')).account?.userId).toBe(account?.userId)
})

test('a link signs in for ten minutes, and leaves no address behind', async () => {
  for (const [seconds, works] of [
    [599, true],
    [601, false],
  ] as const) {
    const visit = new AuthVisit(elsewhere())
    const letter = await mail.mailAfter(() => visit.post('signin/email', { email: 'in-time@example.org' }))
    expect(letter.text).toContain('works once, for ten minutes')
    after(seconds)
    const answer = await visit.post('callback/email', { ...Object.fromEntries(linkIn(letter).searchParams), json: '' })
    expect((await accountOf(visit.headers)) !== null).toBe(works)
    expect(/error=Verification/.test(answer.headers.get('location') ?? '')).toBe(!works)
  }
  // Nobody follows this one. Its address goes with the next link that somebody asks for, once it is over.
  const ask = (email: string) => mail.mailAfter(() => new AuthVisit(elsewhere()).post('signin/email', { email }))
  const kept = () => db().verificationToken.count({ where: { identifier: 'in-time@example.org' } })
  await ask('in-time@example.org')
  expect(await kept()).toBe(1)
  after(601)
  await ask('somebody-else@example.org')
  expect(await kept()).toBe(0)
})

test('a link confirms an address for a day, and once', async () => {
  const headers = await signedIn(await createUser())
  for (const [hours, statuses] of [
    [23, [200, 410]],
    [25, [410, 410]],
  ] as const) {
    const email = `evening-${hours}@example.org`
    const letter = await mail.mailAfter(() => call(putEmail, { method: 'PUT', headers, body: { email } }))
    expect(letter.text).toContain('works for one day')
    after(hours * 3600)
    const answer = () => call(confirm, { method: 'POST', headers, body: { token: linkIn(letter).searchParams.get('token') } })
    expect([(await answer()).status, (await answer()).status]).toEqual(statuses)
    vi.useRealTimers()
  }
})

test('a link is not enough for an account that asks for a code', async () => {
  const { id: userId } = await createUser({ email: 'two-steps@example.org' })
  await db().totp.create({ data: { userId, secret: 'JBSWY3DPEHPK3PXP' } })
  expect((await signInByMail('two-steps@example.org')).account?.userId).toBe(userId)
  await db().totp.update({ where: { userId }, data: { confirmedAt: new Date() } })
  const { location, account } = await signInByMail('two-steps@example.org')
  expect(location).toMatch(/error=SecondStep/)
  expect(account).toBeNull()
})

test('another site’s page sends no mail, and a plain form comes back with its sentence', async () => {
  const before = mail.received.length
  const context = { params: Promise.resolve({ nextauth: ['signin', 'email'] }) }
  const ask = (more: Record<string, string>, fields: Record<string, string>) =>
    POST(
      new Request('http://localhost:3000/api/auth/signin/email', {
        method: 'POST',
        headers: { ...new AuthVisit(elsewhere()).headers, ...more },
        body: new URLSearchParams(fields),
      }),
      context,
    )
  expect((await ask({ origin: 'https://evil.example' }, { email: 'lured@example.org', back: '/sign-in' })).status).toBe(403)
  expect(mail.received).toHaveLength(before)
  const sent = await ask({}, { email: 'plain@example.org', back: '/sign-in', callbackUrl: '/account' })
  expect([sent.status, sent.headers.get('location')]).toEqual([302, expect.stringMatching(/\/api\/auth\/verify-request\?/)])
  for (let each = 0; each < 9; each += 1) await ask({}, { email: 'plain@example.org', back: '/sign-in' })
  const refused = await ask({}, { email: 'plain@example.org', back: '/sign-in?next=%2Faccount' })
  expect(refused.status).toBe(303)
  expect(refused.headers.get('location')).toMatch(/^\/sign-in\?next=%2Faccount&reply=/)
})

test('the same page answers whether or not the address is known', async () => {
  await createUser({ username: 'known-mail', email: 'known@example.org', emailVerified: new Date() })
  const answers: string[] = []
  for (const email of ['known@example.org', 'unknown@example.org']) {
    const visit = new AuthVisit(elsewhere())
    await mail.mailAfter(async () => answers.push(await (await visit.post('signin/email', { email })).text()))
  }
  expect(answers[0]).toBe(answers[1])
})

test('mails to one address are limited', async () => {
  const statuses: number[] = []
  for (let attempt = 0; attempt < 11; attempt += 1) {
    statuses.push((await new AuthVisit(elsewhere()).post('signin/email', { email: 'flooded@example.org' })).status)
  }
  expect(statuses.at(-1)).toBe(429)
  const letters = mail.received.filter((letter) => letter.text && JSON.stringify(letter.to).includes('flooded@'))
  expect(letters).toHaveLength(10)
  // Whoever asked for them, each lets the address's owner in.
  for (const letter of [letters[0], letters[9]]) {
    const visit = new AuthVisit(elsewhere())
    await visit.post('callback/email', letter ? Object.fromEntries(linkIn(letter).searchParams) : {})
    expect((await accountOf(visit.headers))?.email).toBe('flooded@example.org')
  }
})

test('an address is on an account only once its mail is answered', async () => {
  const headers = signedOut(elsewhere())
  const body = { name: 'Careful', username: 'careful', password: 'lamp river copper', email: 'Careful@example.org' }
  const letter = await mail.mailAfter(() => call(signUp, { method: 'POST', headers, body }))
  const row = () => db().user.findUniqueOrThrow({ where: { username: 'careful' } })
  expect((await row()).email).toBeNull()
  const token = linkIn(letter).searchParams.get('token')
  const answer = () => call(confirm, { method: 'POST', headers, body: { token } })
  expect(await (await answer()).json()).toEqual({ email: 'careful@example.org' })
  expect(await row()).toMatchObject({ email: 'careful@example.org', emailVerified: expect.any(Date) })
  expect((await answer()).status).toBe(410)
  expect((await signInByMail('careful@example.org')).account?.username).toBe('careful')
})

test('putting your address on my account does not let me share your sign-in', async () => {
  const attacker = await createUser({ username: 'attacker' })
  const headers = await signedIn(attacker)
  await mail.mailAfter(() => call(putEmail, { method: 'PUT', headers, body: { email: 'victim@example.org' } }))
  const { account } = await signInByMail('victim@example.org')
  expect(account?.userId).not.toBe(attacker.id)
})

test('an address of another account is refused to whoever reads its mail, and to nobody else', async () => {
  await createUser({ username: 'first-holder', email: 'held@example.org', emailVerified: new Date() })
  const headers = await signedIn(await createUser())
  let asked = 0
  const letter = await mail.mailAfter(async () => {
    asked = (await call(putEmail, { method: 'PUT', headers, body: { email: 'held@example.org' } })).status
  })
  expect(asked).toBe(204)
  const token = linkIn(letter).searchParams.get('token')
  expect((await call(confirm, { method: 'POST', headers, body: { token } })).status).toBe(409)
})

test('an old or invented link confirms nothing, and a sign-in link is no confirmation', async () => {
  const headers = await signedIn(await createUser())
  const letter = await mail.mailAfter(() => call(putEmail, { method: 'PUT', headers, body: { email: 'late@example.org' } }))
  await db().verificationToken.updateMany({ data: { expires: new Date(Date.now() - 1) } })
  const token = linkIn(letter).searchParams.get('token')
  expect((await call(confirm, { method: 'POST', headers, body: { token } })).status).toBe(410)
  expect((await call(confirm, { method: 'POST', headers, body: { token: 'invented' } })).status).toBe(410)
  const visit = new AuthVisit(elsewhere())
  const link = linkIn(await mail.mailAfter(() => visit.post('signin/email', { email: 'other@example.org' })))
  const body = { token: link.searchParams.get('token') }
  expect((await call(confirm, { method: 'POST', headers, body })).status).toBe(410)
})

test('an address can be taken away unless it is the only way in', async () => {
  const user = await createUser({ email: 'gone@example.org', emailVerified: new Date() })
  const headers = await signedIn(user)
  const refused = await call(removeEmail, { method: 'POST', headers })
  expect(refused.status).toBe(409)
  expect((await accountOf(headers))?.email).toBe('gone@example.org')
  await db().user.update({ where: { id: user.id }, data: { passwordHash: await hashPassword('lamp river copper') } })
  const body = { current: 'lamp river copper' }
  expect((await call(removeEmail, { method: 'POST', headers, body })).status).toBe(204)
  expect((await accountOf(headers))?.email).toBeNull()
})

test('nobody sends mail to many people through one field', async () => {
  const headers = await signedIn(await createUser())
  for (const email of ['a@example.org, b@example.org', 'a@example.org\r\nBcc: b@example.org', '"a@x" <b@example.org>']) {
    expect((await call(putEmail, { method: 'PUT', headers, body: { email } })).status).toBe(400)
  }
})
