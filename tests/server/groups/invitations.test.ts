import { randomUUID } from 'node:crypto'
import { beforeEach, expect, test } from 'vitest'
import { DELETE as removeRoute } from '#app/api/groups/[groupId]/invitations/[invitationId]/route.ts'
import { POST as createRoute, GET as listRoute } from '#app/api/groups/[groupId]/invitations/route.ts'
import { POST as joinRoute } from '#app/api/join/route.ts'
import { db } from '#server/db.ts'
import { createInvitation } from '#server/groups/invitations.ts'
import { joinGroup, requireInvitation } from '#server/groups/join.ts'
import {
  addMember,
  asViewer,
  createGroup,
  createMeeting,
  createUser,
  createInvitation as makeInvitation,
} from '#tests/support/factories.ts'
import { call, signedIn, signedOut } from '#tests/support/request.ts'

type User = Awaited<ReturnType<typeof createUser>>
let group: { id: string }
let owner: User
let facilitator: User
let member: User

beforeEach(async () => {
  owner = await createUser({ name: 'Olga Owner' })
  facilitator = await createUser({ name: 'Fred Facilitator' })
  member = await createUser({ name: 'Mia Member' })
  group = await createGroup({ owner, name: 'Harbour readers' })
  await addMember({ group, user: facilitator, role: 'FACILITATOR' })
  await addMember({ group, user: member })
})

const create = async (who: User, body: object = {}) =>
  call(createRoute, { method: 'POST', headers: await signedIn(who), params: { groupId: group.id }, body: { id: randomUUID(), ...body } })
const list = async (who: User) => call(listRoute, { headers: await signedIn(who), params: { groupId: group.id } })
const revoke = async (who: User, invitationId: string, groupId = group.id) =>
  call(removeRoute, { method: 'DELETE', headers: await signedIn(who), params: { groupId, invitationId } })
const join = async (who: User, code: string) => call(joinRoute, { method: 'POST', headers: await signedIn(who), body: { code } })
const isMember = async (user: User) => (await db().membership.count({ where: { groupId: group.id, userId: user.id } })) === 1
const uses = async (id: string) => (await db().invitation.findUniqueOrThrow({ where: { id } })).uses

test('facilitators make, see and revoke links; plain members and strangers do not', async () => {
  const made = await create(facilitator, { days: 3, maxUses: 5 })
  expect(made.status).toBe(201)
  const item = await made.json()
  expect(item).toMatchObject({ state: 'open', creator: 'Fred Facilitator', uses: 0, maxUses: 5 })
  expect(item.code).toMatch(/^[\w-]{22}$/)
  expect((await (await list(owner)).json()).map(({ id }: { id: string }) => id)).toEqual([item.id])

  const stranger = await createUser()
  for (const [who, status] of [
    [member, 403],
    [stranger, 404],
  ] as const) {
    expect((await create(who)).status).toBe(status)
    expect((await list(who)).status).toBe(status)
    expect((await revoke(who, item.id)).status).toBe(status)
  }
  expect((await revoke(owner, item.id)).status).toBe(204)
  expect((await revoke(owner, item.id)).status).toBe(204)
  expect((await (await list(owner)).json())[0].state).toBe('revoked')
})

test("a link of one group cannot be revoked through another's address", async () => {
  const other = await createGroup({ owner: member })
  const invitation = await makeInvitation({ group, creator: owner })
  expect((await revoke(member, invitation.id, other.id)).status).toBe(404)
  expect((await db().invitation.findUniqueOrThrow({ where: { id: invitation.id } })).revokedAt).toBeNull()
})

test('sending the form twice makes one link; the id of another is refused', async () => {
  const id = randomUUID()
  const [first, second] = await Promise.all([create(owner, { id }), create(owner, { id })])
  expect(await first?.json()).toEqual(await second?.json())
  expect((await create(facilitator, { id })).status).toBe(409)
})

test.each([{ days: 0 }, { days: 91 }, { days: 1.5 }, { maxUses: 0 }, { maxUses: 501 }, { maxUses: '5' }])('%o is refused', async (body) => {
  expect((await create(owner, body)).status).toBe(400)
})

test('joining leads to the chapter of the week', async () => {
  await createMeeting({ group, chapter: 'tables-and-mills' })
  const { code, id } = await makeInvitation({ group, creator: owner })
  const guest = await createUser()
  expect(await (await join(guest, code)).json()).toEqual({ groupId: group.id, chapter: 'tables-and-mills' })
  expect(await isMember(guest)).toBe(true)
  expect(await uses(id)).toBe(1)
})

test('joining twice, also at once, is harmless and uses nothing up', async () => {
  const { code, id } = await makeInvitation({ group, creator: owner, maxUses: 2 })
  const guest = await createUser()
  const answers = await Promise.all(Array.from({ length: 5 }, () => join(guest, code)))
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200])
  expect(await uses(id)).toBe(1)
  await db().invitation.update({ where: { id }, data: { revokedAt: new Date() } })
  expect((await join(guest, code)).status).toBe(200)
  expect((await db().membership.findFirstOrThrow({ where: { groupId: group.id, userId: guest.id } })).role).toBe('MEMBER')
})

test('the owner who follows their own link stays the owner', async () => {
  const { code } = await makeInvitation({ group, creator: owner })
  await join(owner, code)
  expect((await db().membership.findFirstOrThrow({ where: { groupId: group.id, userId: owner.id } })).role).toBe('OWNER')
})

test('a limit holds when many join at once', async () => {
  const { code, id } = await makeInvitation({ group, creator: owner, maxUses: 3 })
  const guests = await Promise.all(Array.from({ length: 12 }, () => createUser()))
  const answers = await Promise.all(guests.map((guest) => join(guest, code)))
  const statuses = answers.map(({ status }) => status)
  expect(statuses.filter((status) => status === 200)).toHaveLength(3)
  expect(statuses.filter((status) => status === 410)).toHaveLength(9)
  expect(await uses(id)).toBe(3)
  expect(await db().membership.count({ where: { groupId: group.id, userId: { in: guests.map(({ id: guestId }) => guestId) } } })).toBe(3)
})

test.each([
  ['expired', { expiresAt: new Date(Date.now() - 1000) }, /has expired/],
  ['used-up', { maxUses: 2, uses: 2 }, /used as often as it can be/],
  ['revoked', { revokedAt: new Date() }, /withdrawn/],
] as const)('a link that is %s says so and whom to ask', async (state, fields, words) => {
  const { code, id } = await makeInvitation({ group, creator: facilitator, ...fields })
  const guest = await createUser()
  const answer = await join(guest, code)
  expect(answer.status).toBe(410)
  const problem = await answer.json()
  expect(problem.state).toBe(state)
  expect(problem.title).toMatch(words)
  expect(problem.title).toContain('Ask Fred Facilitator')
  expect(await isMember(guest)).toBe(false)
  expect(await uses(id)).toBe('uses' in fields ? 2 : 0)
  // Whoever holds a dead link may have no part in the group any more: not even what it is called now is told.
  expect(await requireInvitation(null, { code })).toEqual({ code, state, ask: 'Fred Facilitator', groupId: null })
})

test('when the one who invited has left, the owner is to be asked', async () => {
  const { code } = await makeInvitation({ group, creator: facilitator, revokedAt: new Date() })
  await db().membership.deleteMany({ where: { groupId: group.id, userId: facilitator.id } })
  expect((await requireInvitation(null, { code })).ask).toBe('Olga Owner')
})

test('looking at a link joins nobody and counts nothing', async () => {
  const { code, id } = await makeInvitation({ group, creator: owner })
  const guest = asViewer(await createUser())
  expect(await requireInvitation(guest, { code })).toEqual({
    code,
    state: 'open',
    groupName: 'Harbour readers',
    guideTitle: expect.any(String),
    inviter: 'Olga Owner',
    ask: 'Olga Owner',
    groupId: null,
    ownName: null,
  })
  expect(await uses(id)).toBe(0)
  await joinGroup(guest, { code })
  expect((await requireInvitation(guest, { code })).groupId).toBe(group.id)
})

test('an invented code opens nothing, and visitors cannot join', async () => {
  expect((await join(await createUser(), 'AAAAAAAAAAAAAAAAAAAAAA')).status).toBe(404)
  await expect(requireInvitation(null, { code: 'AAAA' })).rejects.toMatchObject({ kind: 'not-found' })
  const { code } = await makeInvitation({ group, creator: owner })
  expect((await call(joinRoute, { method: 'POST', headers: signedOut(), body: { code } })).status).toBe(401)
})

test('codes do not repeat or follow one another', async () => {
  const viewer = asViewer(owner)
  const codes = await Promise.all(
    Array.from({ length: 20 }, async () => (await createInvitation(viewer, { groupId: group.id, id: randomUUID() })).code),
  )
  expect(new Set(codes).size).toBe(20)
  for (const code of codes) expect(Buffer.from(code, 'base64url')).toHaveLength(16)
})
