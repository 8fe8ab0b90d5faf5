import { randomUUID } from 'node:crypto'
import { Secret, TOTP } from 'otpauth'
import { beforeEach, expect, test } from 'vitest'
import { POST as confirmRoute } from '#app/api/account/totp/confirmation/route.ts'
import { POST as removeRoute } from '#app/api/account/totp/removal/route.ts'
import { POST as beginRoute } from '#app/api/account/totp/route.ts'
import { POST as signInRoute } from '#app/api/sign-in/route.ts'
import { hashCode } from '#server/accounts/recovery-codes.ts'
import { seal, unseal } from '#server/accounts/sealed.ts'
import { db } from '#server/db.ts'
import { createUser } from '#tests/support/factories.ts'
import { call, signedIn, signedOut } from '#tests/support/request.ts'

// A code of an authenticator app beside the password. The app here is the library that apps are checked against, on the same clock.

const PASSWORD = 'lamp river copper'
const RECOVERY = '7KQM-2XWD-9FHT'
let user: { id: string; username: string }
let visitors = 0
const elsewhere = () => {
  visitors += 1
  return signedOut(`198.51.100.${visitors}`)
}
const post = (handler: Parameters<typeof call>[0], body: object, headers: Record<string, string>) =>
  call(handler, { method: 'POST', headers, body })

beforeEach(async () => {
  const username = `code-${randomUUID().slice(0, 8)}`
  user = { username, id: (await createUser({ username, password: PASSWORD })).id }
  await db().recoveryCode.create({ data: { userId: user.id, codeHash: await hashCode(user.id, RECOVERY) } })
})

const signIn = (code?: string, password = PASSWORD) =>
  post(signInRoute, { username: user.username, password, ...(code !== undefined && { code }) }, elsewhere())

/** Turns codes on. @returns the code that did it, and what gives the code so many half minutes from now: the next one is good already */
async function turnOn(): Promise<{ first: string; code: (steps: number) => string }> {
  const headers = await signedIn(user)
  const { secret } = (await (await post(beginRoute, { current: PASSWORD }, headers)).json()) as { secret: string }
  const app = new TOTP({ secret: Secret.fromBase32(secret) })
  const code = (steps: number) => app.generate({ timestamp: Date.now() + steps * 30_000 })
  const first = code(0)
  expect((await post(confirmRoute, { code: first }, headers)).status).toBe(204)
  return { first, code }
}

test('begins with the password, holds once a code was given, and asks for it at each sign-in; a code is good once', async () => {
  const headers = await signedIn(user)
  expect((await post(beginRoute, { current: 'wrong' }, headers)).status).toBe(403)
  expect((await post(confirmRoute, { code: '123456' }, headers)).status).toBe(409)
  await post(beginRoute, { current: PASSWORD }, headers)
  expect((await signIn()).status).toBe(200)
  const { first, code } = await turnOn()
  expect((await post(beginRoute, { current: PASSWORD }, headers)).status).toBe(409)

  const asked = await signIn()
  expect([asked.status, Object.keys((await asked.json()).fields)]).toEqual([403, ['code']])
  // Whoever has not the password learns nothing of it.
  expect((await (await signIn('', 'not the password')).json()).fields).toBeUndefined()
  expect((await signIn(first)).status).toBe(403)
  const now = code(1)
  const both = await Promise.all([signIn(now), signIn(` ${now.slice(0, 3)} ${now.slice(3)} `)])
  expect(both.map(({ status }) => status).sort()).toEqual([200, 403])
  expect((await signIn(now)).status).toBe(403)
  expect((await signIn(code(40))).status).toBe(403)
})

test('a recovery code lets in once where the phone is lost; without one nobody turns codes on', async () => {
  await turnOn()
  expect((await signIn(RECOVERY.toLowerCase())).status).toBe(200)
  expect((await signIn(RECOVERY)).status).toBe(403)
  const headers = await signedIn(user)
  expect((await post(removeRoute, { current: 'wrong' }, headers)).status).toBe(403)
  expect((await post(removeRoute, { current: PASSWORD }, headers)).status).toBe(204)
  expect((await signIn()).status).toBe(200)
  const { secret } = (await (await post(beginRoute, { current: PASSWORD }, headers)).json()) as { secret: string }
  const code = new TOTP({ secret: Secret.fromBase32(secret) }).generate()
  expect((await post(confirmRoute, { code }, headers)).status).toBe(409)
  expect((await signIn()).status).toBe(200)
})

test('whoever has the password guesses at most twenty codes in ten minutes, from wherever', async () => {
  await turnOn()
  const statuses: number[] = []
  // One was counted when codes were turned on.
  for (let attempt = 0; attempt < 20; attempt += 1) statuses.push((await signIn('000000')).status)
  expect(new Set(statuses.slice(0, 19))).toEqual(new Set([403]))
  expect(statuses[19]).toBe(429)
})

test('the secret stands sealed in the database, for its row alone; one from before is sealed when it is used, and one that cannot be opened leaves the recovery codes', async () => {
  const { code } = await turnOn()
  const stored = async () => (await db().totp.findUniqueOrThrow({ where: { userId: user.id } })).secret
  const sealed = await stored()
  expect(sealed).toMatch(/^sealed\.1\./)
  const secret = unseal(sealed, 'authenticator app', user.id) ?? ''
  expect(sealed).not.toContain(secret)
  expect(unseal(sealed, 'authenticator app', randomUUID())).toBeNull()
  await db().totp.update({ where: { userId: user.id }, data: { secret } })
  expect((await signIn(code(1))).status).toBe(200)
  expect(unseal(await stored(), 'authenticator app', user.id)).toBe(secret)
  expect(await stored()).toMatch(/^sealed/)
  await db().totp.update({ where: { userId: user.id }, data: { secret: seal(secret, 'authenticator app', randomUUID()), lastStep: 0 } })
  expect((await signIn(code(1))).status).toBe(403)
  expect((await signIn(RECOVERY)).status).toBe(200)
})
