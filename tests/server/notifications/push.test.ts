import { createPublicKey, verify } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { POST as subscribeDoor } from '#app/api/account/push/route.ts'
import type { Viewer } from '#domain/viewer.ts'
import { endOtherSessions } from '#server/accounts/sessions.ts'
import { db } from '#server/db.ts'
import { findPush, subscribe, tellBrowsers, unsubscribe } from '#server/notifications/push.ts'
import { pushKeys } from '#server/notifications/push-keys.ts'
import { isPublic, publicly, sendPush } from '#server/notifications/send-push.ts'
import { createAnnotation } from '#server/talk/annotations.ts'
import { createComment } from '#server/talk/comments.ts'
import { viewerOfRequest } from '#server/viewer.ts'
import { type Circle, createCircle, marking, saying } from '#tests/support/circle.ts'
import { PushService } from '#tests/support/push-service.ts'
import { call, signedIn } from '#tests/support/request.ts'
import { changeSettings } from '#tests/support/settings.ts'

const service = new PushService()
let circle: Circle
beforeAll(async () => {
  changeSettings({ PUSH_HOSTS: 'localhost' })
  await service.start()
})
afterAll(() => service.stop())
beforeEach(async () => {
  circle = await createCircle()
  service.told.length = 0
  service.status = 201
})

/** Somebody on a device of theirs. */
const onDevice = async ({ userId: id }: Viewer): Promise<Viewer> =>
  (await viewerOfRequest(new Request('http://localhost:3000', { headers: await signedIn({ id }) }))) as Viewer
const later = (minutes: number) => new Date(Date.now() + minutes * 60_000)
const rows = ({ userId }: Viewer) => db().pushSubscription.count({ where: { session: { userId } } })

/** Ada writes a note, and Ben replies to it. */
async function benReplies(words = 'Secret words.'): Promise<void> {
  const { groupId, ada, ben } = circle
  const note = await createAnnotation(ada, await marking(groupId, 'A tide', { body: 'These words.' }))
  await createComment(ben, saying(groupId, { kind: 'annotation', annotationId: note.id }, words))
}

test('a browser that asked for it is told once, when the talk is quiet, in words that say nothing', async () => {
  const { ada, ben } = circle
  const [phone, desk] = [await onDevice(ada), await onDevice(ben)]
  await subscribe(phone, service.subscription('ada'))
  await subscribe(desk, service.subscription('ben'))
  await benReplies()
  await tellBrowsers(later(1))
  expect(service.told).toEqual([])
  await Promise.all([tellBrowsers(later(4)), tellBrowsers(later(4))])
  await tellBrowsers(later(5))
  expect(service.told.map(({ path, words }) => [path, words])).toEqual([['/ada', '{"news":true}']])
  // The site signs for that service alone, with the key that browsers were given.
  const [{ headers } = { headers: {} as Record<string, string> }] = service.told
  const [head = '', claims = '', seal = ''] = (/t=([^,]+)/.exec(String(headers.authorization))?.[1] ?? '').split('.')
  expect(JSON.parse(Buffer.from(claims, 'base64url').toString()).aud).toBe(new URL(service.subscription('ada').endpoint).origin)
  const point = Buffer.from((await findPush(phone)).key, 'base64url')
  const [x = '', y = ''] = [point.subarray(1, 33), point.subarray(33)].map((part) => part.toString('base64url'))
  const key = createPublicKey({ format: 'jwk', key: { kty: 'EC', crv: 'P-256', x, y } })
  expect(verify('sha256', Buffer.from(`${head}.${claims}`), { key, dsaEncoding: 'ieee-p1363' }, Buffer.from(seal, 'base64url'))).toBe(true)
  expect(headers.authorization).toContain(pushKeys().publicKey)
})

test('nobody is told of whom they muted, or after they signed out, left or turned it off', async () => {
  const { ada, ben, groupId } = circle
  const tries: [string, (phone: Viewer) => Promise<unknown>][] = [
    ['signed out', async () => endOtherSessions(await onDevice(ada))],
    ['turned off', (phone) => unsubscribe(phone)],
    ['expired', ({ sessionId }) => db().session.update({ where: { id: sessionId }, data: { expires: new Date(0) } })],
    ['muted', () => db().mute.create({ data: { groupId, userId: ada.userId, mutedId: ben.userId } })],
    ['suspended', () => db().readingGroup.update({ where: { id: groupId }, data: { suspendedAt: new Date() } })],
    ['left', () => db().membership.delete({ where: { groupId_userId: { groupId, userId: ada.userId } } })],
  ]
  for (const [why, act] of tries) {
    const phone = await onDevice(ada)
    await subscribe(phone, service.subscription(why.replace(' ', '-')))
    await benReplies()
    await act(phone)
    await tellBrowsers(later(4))
    expect(service.told, why).toEqual([])
    if (why === 'signed out' || why === 'turned off') expect(await rows(ada), why).toBe(0)
    await db().pushSubscription.deleteMany()
    await db().readingGroup.updateMany({ data: { suspendedAt: null } })
  }
})

test('an address that is gone is forgotten, and one that fails for long', async () => {
  const { ada } = circle
  const phone = await onDevice(ada)
  await subscribe(phone, service.subscription('ada'))
  service.status = 500
  for (let at = 1; at <= 5; at++) {
    expect(await rows(ada)).toBe(1)
    await db().pushSubscription.updateMany({ data: { toldUntil: new Date(0) } })
    if (at === 1) await benReplies()
    await tellBrowsers(later(4 + at))
  }
  expect([service.told.length, await rows(ada)]).toEqual([5, 0])
  await subscribe(phone, service.subscription('ada'))
  await db().pushSubscription.updateMany({ data: { toldUntil: new Date(0) } })
  service.status = 410
  await tellBrowsers(later(20))
  expect(await rows(ada)).toBe(0)
})

test('nothing is sent to this machine or its neighbours, to other ports, or anywhere but by https', async () => {
  const { endpoint, keys } = service.subscription('x')
  const lookUp = (isVouchedFor: boolean) =>
    new Promise((resolve) => publicly(() => isVouchedFor)('localhost', {}, (error, address) => resolve(error?.message ?? address)))
  expect(await lookUp(false)).toBe('the name leads to no public address')
  expect(await lookUp(true)).toMatch(/^(127\.0\.0\.1|::1)$/)
  expect(await sendPush({ endpoint: endpoint.replace('localhost', 'push.example.org'), ...keys })).toBe('gone')
  expect(service.told).toEqual([])
  for (const address of [
    '127.0.0.1',
    '10.1.2.3',
    '169.254.169.254',
    '192.168.1.1',
    '::1',
    'fd00::1',
    'fe80::1',
    '::ffff:10.0.0.1',
    '100.64.0.1',
  ])
    expect(isPublic(address), address).toBe(false)
  expect([isPublic('93.184.215.14'), isPublic('2606:2800:21f:cb07:6820:80da:af6b:8b2c')]).toEqual([true, true])

  const headers = await signedIn({ id: circle.ada.userId })
  const addresses = [
    'http://push.example.org/1',
    'https://127.0.0.1/1',
    'https://2130706433/1',
    'https://[::1]/1',
    'https://a:b@push.example.org/1',
  ]
  for (const address of [...addresses, `https://push.example.org/${'x'.repeat(1_000)}`]) {
    const answer = await call(subscribeDoor, {
      headers,
      method: 'POST',
      path: '/api/account/push',
      params: {},
      body: { endpoint: address, keys },
    })
    expect(answer.status, address).toBe(400)
  }
})
