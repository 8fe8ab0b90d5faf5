import { expect, test } from 'vitest'
import { DELETE as endOne } from '#app/api/account/sessions/[sessionId]/route.ts'
import { DELETE as endOthers, GET as list } from '#app/api/account/sessions/route.ts'
import type { SessionItem } from '#domain/account.ts'
import { deviceName } from '#domain/device.ts'
import { createSession, findSession } from '#server/accounts/sessions.ts'
import { forgetOldSignIns, listSessions } from '#server/accounts/sign-in-history.ts'
import { db } from '#server/db.ts'
import { viewerOfRequest } from '#server/viewer.ts'
import { createUser } from '#tests/support/factories.ts'
import { call, signedIn, signedOut } from '#tests/support/request.ts'

const PHONE = 'Mozilla/5.0 (Linux; Android 13; SM-A125F) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Mobile Safari/537.36'

test('the list names devices, and marks this one', async () => {
  const user = await createUser()
  await createSession((await createUser()).id, PHONE)
  await signedIn(user, PHONE)
  const sessions = await (await call(list, { headers: await signedIn(user) })).json()
  expect(sessions).toHaveLength(2)
  expect(sessions.filter((session: { current: boolean }) => session.current)).toHaveLength(1)
  expect(sessions.find((session: { current: boolean }) => !session.current).device).toBe('Chrome on an Android phone')
  expect(JSON.stringify(sessions)).not.toContain('sessionToken')
})

test('ending one session signs out that device only', async () => {
  const user = await createUser()
  const [here, there] = [await signedIn(user), await signedIn(user, PHONE)]
  const sessions = await (await call(list, { headers: here })).json()
  const sessionId = sessions.find((session: { current: boolean }) => !session.current).id
  expect((await call(endOne, { method: 'DELETE', headers: here, params: { sessionId } })).status).toBe(204)
  expect((await call(list, { headers: there })).status).toBe(401)
  expect((await call(list, { headers: here })).status).toBe(200)
  expect((await call(endOne, { method: 'DELETE', headers: here, params: { sessionId } })).status).toBe(404)
})

test('nobody ends the session of somebody else', async () => {
  const theirs = await signedIn(await createUser())
  const [{ id: sessionId }] = await (await call(list, { headers: theirs })).json()
  const headers = await signedIn(await createUser())
  expect((await call(endOne, { method: 'DELETE', headers, params: { sessionId } })).status).toBe(404)
  expect((await call(list, { headers: theirs })).status).toBe(200)
})

test('ending all others keeps this one', async () => {
  const user = await createUser()
  const [here, ...others] = [await signedIn(user), await signedIn(user), await signedIn(user)]
  const answer = await call(endOthers, { method: 'DELETE', headers: here })
  expect(await answer.json()).toEqual({ ended: 2 })
  for (const headers of others) expect((await call(list, { headers })).status).toBe(401)
  expect((await call(list, { headers: here })).status).toBe(200)
})

test('what has ended is listed for thirty days, to its owner alone, without secret or address, and then gone', async () => {
  const [user, other] = [await createUser(), await createUser()]
  const [here, there] = [await signedIn(user), await signedIn(user, PHONE)]
  await call(endOthers, { method: 'DELETE', headers: here })
  expect((await call(list, { headers: there })).status).toBe(401)
  const told = async (headers: Record<string, string>) => (await (await call(list, { headers })).json()) as SessionItem[]
  const [ended] = (await told(here)).filter(({ endedAt }) => endedAt !== null)
  expect(ended).toMatchObject({ device: 'Chrome on an Android phone', current: false })
  expect(Object.keys(ended ?? {}).toSorted()).toEqual(['createdAt', 'current', 'device', 'endedAt', 'id', 'seenAt'])
  expect((await told(await signedIn(other))).filter(({ endedAt }) => endedAt !== null)).toEqual([])

  // One that nobody uses ends by the clock, on its own day.
  const expires = new Date(Date.now() - 60_000)
  await db().session.updateMany({ where: { userId: other.id }, data: { expires } })
  await forgetOldSignIns()
  expect(await db().session.count({ where: { userId: other.id } })).toBe(0)
  const viewer = { userId: other.id, name: '', sessionId: user.id }
  expect(await listSessions(viewer)).toMatchObject([{ endedAt: expires.toISOString() }])

  await db().endedSession.updateMany({ data: { endedAt: new Date(Date.now() - 31 * 24 * 3600_000) } })
  expect(await listSessions(viewer)).toEqual([])
  await forgetOldSignIns()
  expect(await db().endedSession.count()).toBe(0)
})

test('a session that nobody used for a month has ended, and is cleared away at the next sign-in', async () => {
  const user = await createUser()
  const token = await createSession(user.id, '')
  await db().session.update({ where: { sessionToken: token }, data: { expires: new Date(Date.now() - 1) } })
  expect(await findSession(token)).toBeNull()
  await createSession(user.id, '')
  expect(await db().session.count({ where: { userId: user.id } })).toBe(1)
})

test('a used session is prolonged, but written at most every five minutes', async () => {
  const token = await createSession((await createUser()).id, '')
  const row = () => db().session.findUniqueOrThrow({ where: { sessionToken: token } })
  const fresh = await row()
  await findSession(token)
  expect(await row()).toEqual(fresh)
  const [seenAt, expires] = [new Date(Date.now() - 6 * 60_000), new Date(Date.now() + 60_000)]
  await db().session.update({ where: { sessionToken: token }, data: { seenAt, expires } })
  await findSession(token)
  const touched = await row()
  expect(touched.seenAt.getTime()).toBeGreaterThan(Date.now() - 60_000)
  expect(touched.expires.getTime()).toBeGreaterThan(Date.now() + 29 * 24 * 3600_000)
})

test.each(['', 'next-auth.session-token=', 'next-auth.session-token=abc', 'next-auth.session-token=a.b.c.d.e', 'other=1', ';;=;'])(
  'the cookie "%s" is nobody\'s',
  async (cookie) => {
    expect(await viewerOfRequest(new Request('http://localhost:3000/', { headers: { ...signedOut(), cookie } }))).toBeNull()
  },
)

test.each([
  [PHONE, 'Chrome on an Android phone'],
  [
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1',
    'Safari on an iPhone',
  ],
  [
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0 Safari/537.36 Edg/131.0',
    'Edge on a Windows computer',
  ],
  ['Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0', 'Firefox on a Linux computer'],
  ['curl/8.0', 'A browser that does not say what it is'],
  ['<script>alert(1)</script>', 'A browser that does not say what it is'],
])('%s is told in words', (userAgent, words) => {
  expect(deviceName(userAgent)).toBe(words)
})
