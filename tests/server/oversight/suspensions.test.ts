import { randomUUID } from 'node:crypto'
import { afterAll, expect, test } from 'vitest'
import * as archive from '#app/api/groups/[groupId]/archive/route.ts'
import * as groupRoute from '#app/api/groups/[groupId]/route.ts'
import * as accountSuspension from '#app/api/installation/accounts/[userId]/suspension/route.ts'
import * as groupSuspension from '#app/api/installation/groups/[groupId]/suspension/route.ts'
import { recover } from '#server/accounts/recovery.ts'
import { hashCode } from '#server/accounts/recovery-codes.ts'
import { requireAdmitted } from '#server/accounts/sessions.ts'
import { db } from '#server/db.ts'
import { joinGroup } from '#server/groups/join.ts'
import { chooseName } from '#server/groups/own-name.ts'
import { readCalendarFeed } from '#server/meetings/calendar-feed.ts'
import { listUnsent, makeLetters } from '#server/notifications/due.ts'
import { readFeed } from '#server/notifications/feed.ts'
import { sendLetter } from '#server/notifications/send-letter.ts'
import { findGroupSuspension } from '#server/oversight/suspensions.ts'
import { viewerIn } from '#server/personas.ts'
import { AuthVisit } from '#tests/support/auth-visit.ts'
import { problemOf } from '#tests/support/circle.ts'
import { asViewer, createInvitation, createUser } from '#tests/support/factories.ts'
import { createLettersWorld } from '#tests/support/letters-world.ts'
import { closeStreams, listenTo } from '#tests/support/live-streams.ts'
import { call, signedIn } from '#tests/support/request.ts'

afterAll(closeStreams)

const PASSWORD = 'lamp river copper'
const REASON = 'Write to the library desk.'
const request = new Request('http://localhost:3000/api')

async function createOwner() {
  const user = await createUser({ name: 'Olga' })
  await db().installationOwner.create({ data: { userId: user.id } })
  return { viewer: asViewer(user), headers: await signedIn(user) }
}

type Door = typeof accountSuspension.POST
const change = (POST: Door, headers: Record<string, string>, params: Record<string, string>, suspended: boolean, reason = REASON) =>
  call(POST, { method: 'POST', headers, params, body: { suspended, reason } })

/** Ada’s secret addresses in the group, as programs ask for them. */
async function addressesOf(groupId: string, userId: string) {
  const [feedKey, calendarKey] = [randomUUID().replaceAll('-', ''), randomUUID().replaceAll('-', '')]
  await db().membership.updateMany({ where: { groupId, userId }, data: { feedKey, calendarKey } })
  const asked = { request, address: '192.0.2.1', headers: new Headers() }
  return [() => readFeed(null, { code: feedKey }, asked), () => readCalendarFeed(null, { key: `${calendarKey}.ics` }, asked)]
}

test.each([
  ['account', false],
  ['account that goes by another name in the group', true],
])('a suspended %s is refused everywhere at once, with the reason, and comes back as it was', async (_, isNamed) => {
  const { groupId, ada, replyToAda } = await createLettersWorld('REPLIES')
  if (isNamed) await chooseName(ada, { groupId, name: 'Quill' })
  const { userId: adaThere } = await viewerIn(ada, groupId)
  const { headers } = await createOwner()
  const username = `ada-${randomUUID().slice(0, 8)}`
  const passwordHash = (await createUser({ password: PASSWORD })).passwordHash
  const user = await db().user.update({ where: { id: ada.userId }, data: { username, passwordHash } })
  await db().recoveryCode.create({ data: { userId: ada.userId, codeHash: await hashCode(ada.userId, 'ABCD-EFGH-JKMN') } })
  const own = await signedIn({ id: ada.userId })
  const [stream, addresses] = [await listenTo(groupId, ada), await addressesOf(groupId, adaThere)]
  await replyToAda()
  await makeLetters(new Date())
  const [letter] = await listUnsent()
  expect(letter).toBeDefined()

  expect((await change(accountSuspension.POST, headers, { userId: ada.userId }, true, '')).status).toBe(400)
  expect((await change(accountSuspension.POST, headers, { userId: ada.userId }, true)).status).toBe(204)
  await stream.ended
  const look = (who: Record<string, string>) => call(groupRoute.GET, { headers: who, params: { groupId } })
  expect((await look(own)).status).toBe(401)
  const visit = new AuthVisit()
  const refused = await visit.signIn(username, PASSWORD)
  expect([refused.status, await refused.text()]).toEqual([403, expect.stringContaining(REASON)])
  await problemOf(requireAdmitted({ id: 'of-a-provider', email: user.email }), 'forbidden')
  const asked = { request, address: '192.0.2.8', headers: new Headers() }
  await problemOf(recover(null, { username, code: 'ABCD-EFGH-JKMN', password: 'four quiet herons' }, asked), 'forbidden')
  for (const ask of addresses) await problemOf(ask(), 'not-found')
  // What waited to be mailed is dropped, and nothing more is made.
  await sendLetter(letter ?? '')
  await replyToAda()
  await makeLetters(new Date())
  expect(await db().letter.count({ where: { groupId, userId: adaThere } })).toBe(0)

  expect((await change(accountSuspension.POST, headers, { userId: ada.userId }, false)).status).toBe(204)
  expect((await visit.signIn(username, PASSWORD)).status).toBe(200)
  expect((await look(await signedIn({ id: ada.userId }))).status).toBe(200)
  for (const ask of addresses) expect((await ask()).status).toBe(200)
})

test('an owner of the installation suspends neither themself nor another owner, and nobody else suspends anybody', async () => {
  const [olga, other, stranger] = [await createOwner(), await createOwner(), await createUser()]
  for (const { viewer } of [olga, other]) {
    const answer = await change(accountSuspension.POST, olga.headers, { userId: viewer.userId }, true)
    expect(await answer.json()).toMatchObject({ status: 403, code: 'ownerNotSuspended' })
  }
  expect((await change(accountSuspension.POST, await signedIn(stranger), { userId: olga.viewer.userId }, true)).status).toBe(404)
  expect((await change(accountSuspension.POST, olga.headers, { userId: randomUUID() }, true)).status).toBe(404)
})

test('a suspended group is closed to everybody in it, who read why; its owner takes everything along', async () => {
  const { groupId, owner, ada, stranger, replyToAda } = await createLettersWorld('REPLIES')
  const { headers } = await createOwner()
  const code = randomUUID()
  await createInvitation({ group: { id: groupId }, creator: { id: owner.userId }, code })
  const [stream, addresses] = [await listenTo(groupId, ada), await addressesOf(groupId, ada.userId)]
  expect((await change(groupSuspension.POST, headers, { groupId }, true)).status).toBe(204)
  await stream.ended
  for (const viewer of [owner, ada]) {
    const own = await signedIn({ id: viewer.userId })
    const answer = await call(groupRoute.GET, { headers: own, params: { groupId } })
    expect(await answer.json()).toMatchObject({ status: 403, code: 'groupSuspended', params: { reason: REASON } })
    const taken = await call(archive.GET, { headers: own, params: { groupId } })
    expect(taken.status).toBe(viewer === owner ? 200 : 403)
    await taken.arrayBuffer()
  }
  expect(await findGroupSuspension(ada, groupId)).toMatchObject({ reason: REASON, owns: false })
  await problemOf(findGroupSuspension(stranger, groupId), 'not-found')
  await problemOf(joinGroup(stranger, { code }), 'not-found')
  for (const ask of addresses) await problemOf(ask(), 'not-found')
  await replyToAda()
  await makeLetters(new Date())
  expect(await db().letter.count({ where: { groupId } })).toBe(0)

  expect((await change(groupSuspension.POST, headers, { groupId }, false)).status).toBe(204)
  expect(await findGroupSuspension(ada, groupId)).toBeNull()
  expect((await call(groupRoute.GET, { headers: await signedIn({ id: ada.userId }), params: { groupId } })).status).toBe(200)
  expect((await joinGroup(stranger, { code })).groupId).toBe(groupId)
})
