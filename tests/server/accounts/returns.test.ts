import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { POST as postClaim } from '#app/api/account/claims/route.ts'
import { POST as postReturn } from '#app/api/groups/[groupId]/members/[userId]/return/route.ts'
import { POST as postStop } from '#app/api/groups/[groupId]/returns/[returnId]/stop/route.ts'
import type { Claimed } from '#domain/slip.ts'
import type { Viewer } from '#domain/viewer.ts'
import { GOES, giveBackDue, listReturns } from '#server/accounts/give-back.ts'
import { findOwnReturn } from '#server/accounts/returns.ts'
import { hashOf, newCode, renewSlip } from '#server/accounts/slips.ts'
import { db } from '#server/db.ts'
import { listMembers } from '#server/groups/members.ts'
import { listPointers } from '#server/groups/move-person.ts'
import { findCalls } from '#server/moderation/calls.ts'
import { subscribe } from '#server/notifications/push.ts'
import { listIdentities, viewerIn } from '#server/personas.ts'
import { viewerOfRequest } from '#server/viewer.ts'
import { CHAPTER, type Circle, createCircle } from '#tests/support/circle.ts'
import {
  addMember,
  asViewer,
  createAnnotation,
  createAnswer,
  createComment,
  createMeeting,
  createUser,
  createVisit,
} from '#tests/support/factories.ts'
import { MailServer } from '#tests/support/mail-server.ts'
import { PushService } from '#tests/support/push-service.ts'
import { call, signedIn } from '#tests/support/request.ts'
import { changeSettings } from '#tests/support/settings.ts'

const DAY = 24 * 3_600_000
const [mail, service] = [new MailServer(), new PushService()]
let circle: Circle
beforeAll(async () => {
  await Promise.all([mail.start(), service.start()])
  changeSettings({
    PUSH_HOSTS: 'localhost',
    SITE_URL: 'http://localhost:3000',
    SMTP_URL: mail.url,
    MAIL_FROM: 'studycircle@example.org',
  })
})
afterAll(() => Promise.all([mail.stop(), service.stop()]))
beforeEach(async () => {
  circle = await createCircle()
  for (const list of [service.told, mail.received]) list.length = 0
})

const press = async (who: Viewer, handler: typeof postClaim, params: Record<string, string>, body: object = {}) =>
  call(handler, { headers: await signedIn({ id: who.userId }), method: 'POST', params, body })
const claim = (who: Viewer, code: string) => press(who, postClaim, {}, { code })
const claimed = async (who: Viewer, code: string): Promise<Claimed> => (await claim(who, code)).json()
const newcomer = async (name = 'Nadia') => asViewer(await createUser({ name }))

/** The code of a way back stands on paper alone: here it is one that the test knows. */
async function printReturn(userId = circle.ada.userId): Promise<{ id: string; code: string }> {
  expect((await press(circle.owner, postReturn, { groupId: circle.groupId, userId })).status).toBe(200)
  const code = newCode().replaceAll('-', '')
  const { id } = await db().return.findFirstOrThrow({ where: { groupId: circle.groupId }, orderBy: { createdAt: 'desc' } })
  await db().return.update({ where: { id }, data: { codeHash: hashOf(code) } })
  return { id, code }
}

/** Something of everything that Ada says, shows and keeps. */
async function adaSpeaks() {
  const { groupId, ada, owner } = circle
  const at = { group: { id: groupId }, creator: { id: ada.userId } }
  const question = (questionId: string) => ({ ...at, chapter: CHAPTER, questionId })
  const shared = await createAnnotation({ ...at, chapter: CHAPTER, body: 'Said to all' })
  const kept = await createAnnotation({ ...at, chapter: CHAPTER, body: 'Kept to myself', visibility: 'PRIVATE' })
  const reply = await createComment({ ...at, subject: { annotation: shared }, body: 'A reply' })
  const inPrivate = await createComment({ ...at, subject: { annotation: kept }, body: 'A reply to myself' })
  const withdrawn = await createAnnotation({ ...at, chapter: CHAPTER, body: 'Better not' })
  await db().annotation.update({
    where: { id: withdrawn.id },
    data: { deletedAt: new Date(), removal: 'WITHDRAWN', removedById: ada.userId },
  })
  const open = await createAnswer({ ...question('seen-the-sea'), body: 'With my name' })
  const nameless = await createAnswer({ ...question('pictures-that-mislead'), body: 'Without it', sharing: 'NAMELESS' })
  await createVisit({ group: { id: groupId }, user: { id: ada.userId }, chapter: CHAPTER, seenAt: new Date() })
  await db().mute.create({ data: { groupId, userId: ada.userId, mutedId: owner.userId } })
  await db().membership.updateMany({ where: { groupId, userId: ada.userId }, data: { feedKey: randomUUID(), calendarKey: randomUUID() } })
  const { id: meetingId } = await createMeeting({ group: { id: groupId } })
  await db().attendance.create({ data: { groupId, meetingId, userId: ada.userId, rsvp: 'YES' } })
  return { goes: [shared.id, reply.id, open.id], stays: [kept.id, inPrivate.id, withdrawn.id, nameless.id] }
}

async function creatorsOf(ids: string[]): Promise<(string | null)[]> {
  const where = { id: { in: ids } }
  const select = { creatorId: true }
  const found = [
    await db().annotation.findMany({ where, select }),
    await db().comment.findMany({ where, select }),
    await db().answer.findMany({ where, select }),
  ]
  return found.flat().map(({ creatorId }) => creatorId)
}

test('of every column that points at a member it is said what becomes of it when their place is given back', async () => {
  const columns = (await listPointers(db())).map(({ table, column }) => `${table}.${column}`)
  expect(Object.keys(GOES).sort()).toEqual(columns.sort())
})

test('a place goes to another account after a week, with what the group had seen and nothing else, and the lost account hears of it everywhere', async () => {
  const { groupId, owner, ada, ben } = circle
  const said = await adaSpeaks()
  await db().user.update({ where: { id: ada.userId }, data: { email: `${randomUUID()}@example.org`, emailVerified: new Date() } })
  const device = await viewerOfRequest(new Request('http://localhost:3000', { headers: await signedIn({ id: ada.userId }) }))
  await subscribe(device as Viewer, service.subscription('ada'))
  for (const who of [ada, ben]) expect((await press(who, postReturn, { groupId, userId: ben.userId })).status).toBe(403)
  expect((await press(owner, postReturn, { groupId, userId: owner.userId })).status).toBe(403)

  const { code } = await printReturn()
  expect(await findCalls(ada, { groupId })).toMatchObject({ waiting: true })
  expect(await findOwnReturn(ada, { groupId })).toMatchObject({ by: 'Olga', dueAt: null })
  expect(await findOwnReturn(ben, { groupId })).toBeNull()
  const nadia = await newcomer()
  expect((await claim(ada, code)).status).toBe(409)
  const told = await claimed(nadia, code)
  expect(Math.round((Date.parse(told.dueAt ?? '') - Date.now()) / DAY)).toBe(7)
  expect((await claim(await newcomer(), code)).status).toBe(400)
  expect(mail.received).toHaveLength(2)
  expect(mail.received[1]?.text).toContain('I’m still here')
  expect(service.told.map(({ path }) => path)).toEqual(['/ada', '/ada'])
  expect((await listReturns(ben, { groupId })).map(({ state, name }) => [state, name])).toEqual([['CLAIMED', 'Ada']])
  // Nothing of it is theirs before.
  expect(await giveBackDue(new Date(Date.now() + 6 * DAY))).toBe(0)
  expect((await viewerIn(nadia, groupId)).userId).toBe(nadia.userId)

  expect(await giveBackDue(new Date(Date.now() + 8 * DAY))).toBe(1)
  expect(await giveBackDue(new Date(Date.now() + 8 * DAY))).toBe(0)
  const there = await viewerIn(nadia, groupId)
  expect(there).toMatchObject({ name: 'Ada', accountId: nadia.userId })
  expect(there.userId).not.toBe(ada.userId)
  expect(new Set(await creatorsOf(said.goes))).toEqual(new Set([there.userId]))
  expect(new Set(await creatorsOf(said.stays))).toEqual(new Set([ada.userId]))
  expect(await db().visit.count({ where: { groupId, userId: ada.userId } })).toBe(1)
  expect(await db().mute.count({ where: { groupId, userId: ada.userId } })).toBe(1)
  const place = await db().membership.findFirst({ where: { groupId, userId: there.userId } })
  expect(place).toMatchObject({ role: 'MEMBER', feedKey: null, calendarKey: null, mail: 'OFF' })
  expect(await db().attendance.count({ where: { groupId, userId: there.userId, rsvp: 'YES' } })).toBe(1)
  expect((await listMembers(owner, { groupId })).map(({ name }) => name).sort()).toEqual(['Ada', 'Ben', 'Olga'])
  await expect(listMembers(ada, { groupId })).rejects.toMatchObject({ kind: 'not-found' })
  expect((await listReturns(ben, { groupId })).map(({ state }) => state)).toEqual(['DONE'])
})

test('the member stops it with one press at any time before, as may the owner; nobody else does, and the list keeps it', async () => {
  const { groupId, owner, ada, ben } = circle
  const nadia = await newcomer()
  const first = await printReturn()
  await claimed(nadia, first.code)
  const stop = (who: Viewer, returnId: string) => press(who, postStop, { groupId, returnId })
  expect((await press(owner, postReturn, { groupId, userId: ada.userId })).status).toBe(409)
  expect((await stop(ben, first.id)).status).toBe(403)
  expect((await stop(ada, first.id)).status).toBe(204)
  expect((await stop(ada, first.id)).status).toBe(409)
  expect(await giveBackDue(new Date(Date.now() + 30 * DAY))).toBe(0)
  expect(await findOwnReturn(ada, { groupId })).toBeNull()
  const [second, third] = [await printReturn(), await printReturn()]
  // Of two codes the later one counts.
  expect((await claim(nadia, second.code)).status).toBe(400)
  expect((await stop(owner, third.id)).status).toBe(204)
  expect((await claim(nadia, third.code)).status).toBe(400)
  expect((await listReturns(ben, { groupId })).map(({ state }) => state)).toEqual(['STOPPED', 'STOPPED', 'STOPPED'])
  expect((await viewerIn(ada, groupId)).userId).toBe(ada.userId)
})

test('no place goes on while a session is live, nor that of somebody who has left, nor to an account that is gone', async () => {
  const { groupId, ada, ben } = circle
  const [nadia, later] = [await newcomer(), new Date(Date.now() + 8 * DAY)]
  const { id } = await createMeeting({ group: { id: groupId }, startedAt: new Date() })
  await claimed(nadia, (await printReturn(ada.userId)).code)
  const other = await newcomer()
  await claimed(other, (await printReturn(ben.userId)).code)
  expect(await giveBackDue(later)).toBe(0)
  await db().meeting.update({ where: { id }, data: { closedAt: new Date() } })
  await db().membership.deleteMany({ where: { groupId, userId: ada.userId } })
  await db().user.delete({ where: { id: other.userId } })
  expect(await giveBackDue(later)).toBe(0)
  expect(await db().return.count({ where: { groupId, stoppedAt: { not: null } } })).toBe(2)
})

async function addDot(): Promise<{ userId: string; code: string }> {
  const { groupId } = circle
  const { id: userId } = await db().user.create({ data: { name: 'Dot Wick', memberships: { create: { groupId } } } })
  return { userId, code: await db().$transaction((tx) => renewSlip(tx, { groupId, userId })) }
}

test('somebody with an account takes over the name on a slip at once, as a name of their own in the group', async () => {
  const { groupId, owner } = circle
  const dot = await addDot()
  const nadia = await newcomer()
  expect(await claimed(nadia, dot.code)).toMatchObject({ name: 'Dot Wick', dueAt: null, answersDoubled: 0 })
  expect(await viewerIn(nadia, groupId)).toMatchObject({ userId: dot.userId, name: 'Dot Wick', accountId: nadia.userId })
  expect(await listIdentities(nadia.userId)).toEqual([nadia.userId, dot.userId])
  expect((await claim(await newcomer(), dot.code)).status).toBe(400)
  expect((await listMembers(owner, { groupId })).map(({ name }) => name)).toContain('Dot Wick')
})

test('a member takes over a name: both sets are theirs, of what both did the newer stays, and no word is lost', async () => {
  const { groupId, ada, owner } = circle
  const dot = await addDot()
  const at = (userId: string) => ({ group: { id: groupId }, creator: { id: userId } })
  const question = { chapter: CHAPTER, questionId: 'seen-the-sea' }
  const older = await createAnswer({ ...at(dot.userId), ...question, body: 'What Dot said' })
  const newer = await createAnswer({ ...at(ada.userId), ...question, body: 'What Ada said' })
  await db().answer.update({ where: { id: older.id }, data: { updatedAt: new Date(0) } })
  const note = await createAnnotation({ ...at(dot.userId), chapter: CHAPTER, body: 'A note of Dot' })
  const meeting = await createMeeting({ group: { id: groupId } })
  const there = { groupId, meetingId: meeting.id }
  await db().attendance.create({ data: { ...there, userId: dot.userId, rsvp: 'NO', present: true } })
  await db().attendance.create({ data: { ...there, userId: ada.userId, rsvp: 'YES' } })
  const liked = { groupId, annotationId: (await createAnnotation({ ...at(owner.userId), chapter: CHAPTER })).id, kind: 'THANKS' as const }
  for (const userId of [dot.userId, ada.userId]) await db().reaction.create({ data: { ...liked, userId } })

  await db().meeting.update({ where: { id: meeting.id }, data: { startedAt: new Date() } })
  expect((await claim(ada, dot.code)).status).toBe(409)
  await db().meeting.update({ where: { id: meeting.id }, data: { closedAt: new Date() } })
  expect(await claimed(ada, dot.code)).toMatchObject({ name: 'Dot Wick', answersDoubled: 1 })
  expect(await viewerIn(ada, groupId)).toEqual(ada)
  expect(await db().user.count({ where: { id: dot.userId } })).toBe(0)
  expect(await creatorsOf([note.id, older.id, newer.id])).toEqual([ada.userId, ada.userId, ada.userId])
  expect(await db().answer.findUnique({ where: { id: older.id } })).toMatchObject({ removal: 'WITHDRAWN', body: 'What Dot said' })
  expect(await db().rewording.findMany({ where: { answerId: newer.id } })).toMatchObject([{ body: 'What Dot said', version: 0 }])
  expect(await db().attendance.findMany({ where: there })).toMatchObject([{ userId: ada.userId, rsvp: 'YES', present: true }])
  expect(await db().reaction.count({ where: { groupId } })).toBe(1)
  expect((await listMembers(owner, { groupId })).map(({ name }) => name)).not.toContain('Dot Wick')
})

test('whoever comes back by a code while they are in the group already keeps one name, and the better role', async () => {
  const { groupId, ada } = circle
  const nadia = await newcomer()
  await addMember({ group: { id: groupId }, user: { id: nadia.userId } })
  await db().membership.updateMany({ where: { groupId, userId: ada.userId }, data: { role: 'FACILITATOR' } })
  const said = await adaSpeaks()
  await claimed(nadia, (await printReturn()).code)
  expect(await giveBackDue(new Date(Date.now() + 8 * DAY))).toBe(1)
  expect(await viewerIn(nadia, groupId)).toEqual(nadia)
  expect(new Set(await creatorsOf(said.goes))).toEqual(new Set([nadia.userId]))
  expect(new Set(await creatorsOf(said.stays))).toEqual(new Set([ada.userId]))
  expect((await listMembers(nadia, { groupId })).find(({ isViewer }) => isViewer)).toMatchObject({ role: 'FACILITATOR' })
})
