import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { PUT as putPassword } from '#app/api/account/password/route.ts'
import { GET as getAccount, PATCH as patchAccount } from '#app/api/account/route.ts'
import { POST as signUp } from '#app/api/accounts/route.ts'
import { POST as signIn } from '#app/api/sign-in/route.ts'
import { checkPassword } from '#server/accounts/accounts.ts'
import { db } from '#server/db.ts'
import { HOSTILE } from '#tests/fixtures/hostile.ts'
import { AuthVisit } from '#tests/support/auth-visit.ts'
import { createUser } from '#tests/support/factories.ts'
import { call, signedIn, signedOut } from '#tests/support/request.ts'

const GOOD = 'lamp river copper'
let visitors = 0
/** Every test comes from an address of its own, so that one does not use up the attempts of another. */
const elsewhere = () => {
  visitors += 1
  return `192.0.2.${visitors}`
}
const register = (body: unknown, address = elsewhere()) => call(signUp, { method: 'POST', headers: signedOut(address), body })

test('a person signs up, signs in, is known, and signs out', async () => {
  const made = await register({ name: 'Ada  Lovelace', username: 'Ada', password: GOOD })
  expect(made.status).toBe(201)
  const { recoveryCodes } = await made.json()
  expect(recoveryCodes).toHaveLength(8)
  expect(new Set(recoveryCodes).size).toBe(8)
  for (const code of recoveryCodes) expect(code).toMatch(/^[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{4}$/)

  const visit = new AuthVisit(elsewhere())
  const answer = await visit.signIn(' ada ', GOOD)
  expect(answer.status).toBe(200)
  const cookie = answer.headers.getSetCookie().find((line) => line.startsWith('next-auth.session-token='))
  expect(cookie).toMatch(/HttpOnly/)
  expect(cookie).toMatch(/SameSite=Lax/)

  const account = await (await call(getAccount, { headers: visit.headers })).json()
  expect(account).toMatchObject({ name: 'Ada Lovelace', username: 'ada', email: null, hasPassword: true, recoveryCodesLeft: 8 })

  const before = visit.headers
  expect((await visit.signOut()).status).toBe(204)
  expect(visit.cookies.has('next-auth.session-token')).toBe(false)
  expect(await (await call(getAccount, { headers: before })).json()).toBeNull()
})

test('passwords and codes are kept only as argon2id hashes', async () => {
  const made = await register({ name: 'Hash', username: 'hash-me', password: GOOD })
  const { recoveryCodes } = await made.json()
  const row = await db().user.findUniqueOrThrow({ where: { username: 'hash-me' }, include: { recoveryCodes: true } })
  expect(row.passwordHash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
  const kept = JSON.stringify(row)
  for (const code of recoveryCodes) expect(kept).not.toContain(code)
})

test.each([
  ['too short', 'l4mp-rivr', /at least 10/],
  ['common', 'password123', /commonly used/i],
  ['a row of keys', 'qwertyuiop', /easy to guess/],
  ['a repeated letter', 'aaaaaaaaaaaaaa', /repeated/i],
  ['the username', 'rosaluxemburg1', /easy to guess/],
  ['the name backwards', 'grubmexulasor', /easy to guess/],
])('a password that is %s is refused with the reason', async (_what, password, reason) => {
  const answer = await register({ name: 'Rosa Luxemburg', username: 'rosa.lux', password })
  expect(answer.status).toBe(400)
  expect((await answer.json()).fields.password).toMatch(reason)
  expect(await db().user.findUnique({ where: { username: 'rosa.lux' } })).toBeNull()
})

test('a taken username is told, whatever its case', async () => {
  await createUser({ username: 'taken' })
  const answer = await register({ name: 'Second', username: 'TAKEN', password: GOOD })
  expect(answer.status).toBe(409)
  expect((await answer.json()).fields.username).toMatch(/Choose another/)
})

test('two sign-ups with one username at once make one account', async () => {
  const both = await Promise.all([1, 2].map(() => register({ name: 'Twin', username: 'twin', password: GOOD })))
  expect(both.map(({ status }) => status).sort()).toEqual([201, 409])
})

test('an e-mail address is not kept where the site has no mail to confirm it', async () => {
  expect((await register({ name: 'Mail', username: 'mail', password: GOOD, email: 'mail@example.org' })).status).toBe(201)
  expect((await db().user.findUniqueOrThrow({ where: { username: 'mail' } })).email).toBeNull()
  expect((await register({ name: 'Mail', username: 'mail2', password: GOOD, email: 'nonsense' })).status).toBe(400)
})

test('hostile names are refused or come out as they were typed', async () => {
  let kept = 0
  for (const [what, name] of Object.entries(HOSTILE)) {
    const user = await createUser()
    const answer = await call(patchAccount, { method: 'PATCH', headers: await signedIn(user), body: { name } })
    expect([200, 400, 413], what).toContain(answer.status)
    if (answer.status !== 200) continue
    kept += 1
    const { name: shown } = await answer.json()
    expect(shown, what).toBe(name.normalize('NFC').replace(/\s+/gu, ' ').trim())
    expect(shown.length, what).toBeLessThanOrEqual(60)
    expect(shown, what).not.toMatch(/[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]/u)
  }
  expect(kept).toBeGreaterThan(5)
})

test.each([
  ['nothing', '   '],
  ['a zero-width space', 'A\u200bda'],
  ['a filler', '\u3164'],
  ['an empty braille cell', '\u2800\u2800'],
  ['turned direction', 'Ada \u202eevil'],
  ['a tower of accents', `Z${'\u0301\u0302\u0303\u0304\u0305'.repeat(3)}`],
  ['a lone surrogate', 'A\ud83d'],
  ['61 letters', 'a'.repeat(61)],
])('a name that is or has %s is refused', async (_what, name) => {
  const answer = await call(patchAccount, { method: 'PATCH', headers: await signedIn(await createUser()), body: { name } })
  expect(answer.status).toBe(400)
})

test.each(['Ada', 'Nguyễn Thị Minh Khai', '毛泽东', 'مریم میرزاخانی', 'क्षमा', 'O’Connor-Smith 3rd', 'Zoë ❤️', 'نگار\u200cسادات'])(
  'the name %s is welcome',
  async (name) => {
    const answer = await call(patchAccount, { method: 'PATCH', headers: await signedIn(await createUser()), body: { name } })
    expect(answer.status).toBe(200)
    expect((await answer.json()).name).toBe(name.normalize('NFC'))
  },
)

test('a wrong password and an unknown username are refused alike', async () => {
  await createUser({ username: 'known', password: GOOD })
  const wrong = await new AuthVisit(elsewhere()).signIn('known', 'not the password')
  const unknown = await new AuthVisit(elsewhere()).signIn('nobody-here', 'not the password')
  expect([wrong.status, unknown.status]).toEqual([403, 403])
  expect(await wrong.text()).toBe(await unknown.text())
})

// What else the machine does can only make one look slower: one fair comparison of three is enough.
test('an unknown username costs as much work as a known one', { retry: 2 }, async () => {
  const timed = `timed-${randomUUID().slice(0, 8)}`
  await createUser({ username: timed, password: GOOD })
  await checkPassword('nobody-yet', GOOD)
  const work = { known: 0, unknown: 0 }
  // The processor's time of this process, turn by turn, so that a busy machine slows both.
  for (let round = 0; round < 15; round += 1) {
    for (const [who, username] of [['known', timed] as const, ['unknown', 'nobody-at-all'] as const]) {
      const before = process.cpuUsage()
      await checkPassword(username, 'not the password')
      const { user, system } = process.cpuUsage(before)
      work[who] += user + system
    }
  }
  // An argon2id hash is some ten milliseconds; leaving it out would be ten times less.
  expect(work.unknown / work.known).toBeGreaterThan(0.4)
})

test('a person without a password cannot sign in with an empty one', async () => {
  await createUser({ username: 'provided' })
  expect((await new AuthVisit(elsewhere()).signIn('provided', '')).status).toBe(403)
  expect(await checkPassword('provided', '')).toBeNull()
})

test('the eleventh attempt for a name from one address waits; another address does not', async () => {
  await createUser({ username: 'besieged', password: GOOD })
  const visit = new AuthVisit('198.51.100.7')
  for (let attempt = 0; attempt < 10; attempt += 1) expect((await visit.signIn('besieged', 'wrong')).status).toBe(403)
  const refused = await visit.signIn('besieged', GOOD)
  expect(refused.status).toBe(429)
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(200)
  expect(refused.headers.get('content-type')).toBe('application/problem+json')
  expect((await refused.json()).title).toMatch(/minutes/)
  expect((await new AuthVisit('198.51.100.8').signIn('besieged', GOOD)).status).toBe(200)
})

test('signing up is limited for each address', async () => {
  const statuses: number[] = []
  for (let attempt = 0; attempt < 121; attempt += 1) {
    statuses.push((await register({ name: 'x', username: '!', password: '' }, '198.51.100.9')).status)
  }
  expect(statuses.filter((status) => status === 400)).toHaveLength(120)
  expect(statuses.at(-1)).toBe(429)
})

test('from a page of another site nobody is signed in', async () => {
  await createUser({ username: 'forged', password: GOOD })
  const headers = { ...signedOut(elsewhere()), origin: 'https://evil.example' }
  const answer = await call(signIn, { method: 'POST', headers, body: { username: 'forged', password: GOOD } })
  expect(answer.status).toBe(403)
  expect(answer.headers.getSetCookie()).toEqual([])
})

test('only the doors of next-auth that we use are open', async () => {
  const visit = new AuthVisit(elsewhere())
  for (const path of ['session', 'providers', '_log', 'csrf', 'signout', '']) expect((await visit.get(path)).status, path).toBe(404)
  for (const path of ['callback/credentials', 'callback/credentials/x', 'signin/email/x', 'signout'])
    expect((await visit.post(path, { username: 'a', password: GOOD, email: 'a@example.org' })).status, path).toBe(404)
})

test('a new password asks for the present one and ends the other sessions', async () => {
  const user = await createUser({ username: 'changer', name: 'Changer', password: GOOD })
  const [here, there] = [await signedIn(user), await signedIn(user)]
  const change = (body: unknown) => call(putPassword, { method: 'PUT', headers: here, body })

  const wrong = await change({ current: 'not it', password: 'four quiet herons' })
  expect(wrong.status).toBe(403)
  expect((await wrong.json()).fields.current).toMatch(/your current password/)
  expect((await change({ current: GOOD, password: 'changer1234' })).status).toBe(400)
  expect(await (await change({ current: GOOD, password: 'four quiet herons' })).json()).toEqual({ ended: 1 })

  expect(await (await call(getAccount, { headers: here })).json()).toMatchObject({ username: 'changer' })
  expect(await (await call(getAccount, { headers: there })).json()).toBeNull()
  expect(await checkPassword('changer', GOOD)).toBeNull()
  expect(await checkPassword('changer', 'four quiet herons')).toMatchObject({ id: user.id })
})

test("a change from another site's page is refused", async () => {
  const headers = { ...(await signedIn(await createUser())), origin: 'https://evil.example' }
  expect((await call(patchAccount, { method: 'PATCH', headers, body: { name: 'Evil' } })).status).toBe(403)
})
