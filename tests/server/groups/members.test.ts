import { randomUUID } from 'node:crypto'
import { beforeEach, expect, test } from 'vitest'
import { POST as removeRoute } from '#app/api/groups/[groupId]/members/[userId]/removal/route.ts'
import { POST as updateRoute } from '#app/api/groups/[groupId]/members/[userId]/role/route.ts'
import { GET as listRoute } from '#app/api/groups/[groupId]/members/route.ts'
import type { Member } from '#domain/group.ts'
import { db } from '#server/db.ts'
import { joinGroup } from '#server/groups/join.ts'
import { listMembers } from '#server/groups/members.ts'
import {
  addMember,
  asViewer,
  createAnnotation,
  createComment,
  createGroup,
  createInvitation,
  createMeeting,
  createUser,
} from '#tests/support/factories.ts'
import { call, signedIn, signedOut } from '#tests/support/request.ts'

type User = Awaited<ReturnType<typeof createUser>>
let group: { id: string }
let owner: User
let facilitator: User
let member: User
let stranger: User

beforeEach(async () => {
  owner = await createUser({ name: 'Olga Owner' })
  facilitator = await createUser({ name: 'Fred Facilitator' })
  member = await createUser({ name: 'Mia Member' })
  stranger = await createUser({ name: 'Sven Stranger' })
  group = await createGroup({ owner })
  await addMember({ group, user: member })
  await addMember({ group, user: facilitator, role: 'FACILITATOR' })
})

const about = (user: { id: string }) => ({ groupId: group.id, userId: user.id })
const remove = async (who: User, whom: { id: string }, body = {}) =>
  call(removeRoute, { method: 'POST', headers: await signedIn(who), params: about(whom), body })
const change = async (who: User, whom: { id: string }, role: string) =>
  call(updateRoute, { method: 'POST', headers: await signedIn(who), params: about(whom), body: { role } })
const roles = async () => {
  const rows = await db().membership.findMany({ where: { groupId: group.id }, select: { userId: true, role: true } })
  return Object.fromEntries(rows.map(({ userId, role }) => [userId, role]))
}

test('members see each other, facilitators first, and what they may do', async () => {
  const answer = await call(listRoute, { headers: await signedIn(member), params: { groupId: group.id } })
  const members: Member[] = await answer.json()
  expect(members.map(({ name, role }) => [name, role])).toEqual([
    ['Olga Owner', 'OWNER'],
    ['Fred Facilitator', 'FACILITATOR'],
    ['Mia Member', 'MEMBER'],
  ])
  expect(members.every(({ roles, can }) => roles.length === 0 && !can.remove)).toBe(true)
  expect(members.filter(({ can }) => can.leave).map(({ isViewer }) => isViewer)).toEqual([true])

  const owners = await listMembers(asViewer(owner), { groupId: group.id })
  expect(owners.map(({ roles, can }) => [roles.length, can.remove, can.leave])).toEqual([
    [0, false, false],
    [2, true, false],
    [2, true, false],
  ])
  const facilitators = await listMembers(asViewer(facilitator), { groupId: group.id })
  expect(facilitators.map(({ roles, can }) => [roles.length, can.remove, can.leave])).toEqual([
    [0, false, false],
    [0, false, true],
    [0, true, false],
  ])
})

test('a list carries names and no addresses or usernames', async () => {
  await db().user.update({ where: { id: owner.id }, data: { email: `${randomUUID()}@example.org` } })
  const text = await (await call(listRoute, { headers: await signedIn(member), params: { groupId: group.id } })).text()
  expect(text).not.toContain('example.org')
  expect(text).not.toContain(owner.username ?? '-')
})

test('strangers and visitors get no list, no change and no removal', async () => {
  expect((await call(listRoute, { headers: await signedIn(stranger), params: { groupId: group.id } })).status).toBe(404)
  expect((await call(listRoute, { headers: signedOut(), params: { groupId: group.id } })).status).toBe(401)
  expect((await change(stranger, member, 'OWNER')).status).toBe(404)
  expect((await remove(stranger, member)).status).toBe(404)
  expect(Object.keys(await roles())).toHaveLength(3)
})

test('an owner of another group has no rights in this one', async () => {
  await createGroup({ owner: stranger })
  expect((await remove(stranger, member)).status).toBe(404)
  expect((await change(stranger, stranger, 'OWNER')).status).toBe(404)
})

test('only the owner gives roles', async () => {
  expect((await change(facilitator, member, 'FACILITATOR')).status).toBe(403)
  expect((await change(member, member, 'OWNER')).status).toBe(403)
  expect((await change(owner, member, 'FACILITATOR')).status).toBe(200)
  expect((await change(owner, facilitator, 'MEMBER')).status).toBe(200)
  expect(await roles()).toEqual({ [owner.id]: 'OWNER', [member.id]: 'FACILITATOR', [facilitator.id]: 'MEMBER' })
  expect((await change(owner, stranger, 'MEMBER')).status).toBe(404)
  expect((await change(owner, member, 'ADMIN')).status).toBe(400)
})

test('handing over makes one owner and leaves a facilitator', async () => {
  expect((await change(owner, member, 'OWNER')).status).toBe(200)
  expect(await roles()).toEqual({ [owner.id]: 'FACILITATOR', [member.id]: 'OWNER', [facilitator.id]: 'FACILITATOR' })
  expect((await remove(owner, owner)).status).toBe(204)
})

test('two hand-overs at once leave exactly one owner', async () => {
  const answers = await Promise.all([change(owner, member, 'OWNER'), change(owner, facilitator, 'OWNER')])
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 403])
  expect(Object.values(await roles()).filter((role) => role === 'OWNER')).toHaveLength(1)
})

test('the last owner cannot leave or step down by accident', async () => {
  const leaving = await remove(owner, owner)
  expect(leaving.status).toBe(409)
  expect((await leaving.json()).title).toMatch(/Hand it over/)
  expect((await change(owner, owner, 'MEMBER')).status).toBe(409)
  const alone = await createGroup({ owner: stranger })
  const answer = await call(removeRoute, {
    method: 'POST',
    headers: await signedIn(stranger),
    params: { groupId: alone.id, userId: stranger.id },
  })
  expect((await answer.json()).title).toMatch(/only one in this group/)
})

test('the owner hands over while the new owner leaves: the group keeps an owner', async () => {
  await Promise.all([change(owner, member, 'OWNER'), remove(member, member)])
  expect(Object.values(await roles()).filter((role) => role === 'OWNER')).toHaveLength(1)
})

test('who may remove whom', async () => {
  expect((await remove(member, facilitator)).status).toBe(403)
  expect((await remove(facilitator, owner)).status).toBe(403)
  expect((await remove(facilitator, stranger)).status).toBe(404)
  expect((await remove(facilitator, member)).status).toBe(204)
  expect((await remove(owner, facilitator)).status).toBe(204)
  expect(await roles()).toEqual({ [owner.id]: 'OWNER' })
})

test('who is removed is out at once; their words and past attendance stay, their promises do not', async () => {
  const [past, future] = [await createMeeting({ group, startsAt: new Date(Date.now() - 24 * 3600_000) }), await createMeeting({ group })]
  for (const meeting of [past, future]) {
    await db().attendance.create({ data: { groupId: group.id, meetingId: meeting.id, userId: member.id, rsvp: 'YES' } })
  }
  const { id } = await createAnnotation({ group, creator: member, body: 'Mine' })
  const headers = await signedIn(member)
  expect((await remove(owner, member)).status).toBe(204)
  expect((await call(listRoute, { headers, params: { groupId: group.id } })).status).toBe(404)
  expect(await db().annotation.findUnique({ where: { id } })).toMatchObject({ body: 'Mine' })
  const kept = await db().attendance.findMany({ where: { userId: member.id } })
  expect(kept.map(({ meetingId }) => meetingId)).toEqual([past.id])
})

test.each(['nameless', 'remove'] as const)(
  'of who is removed with “%s” the group keeps what was chosen, and they what was private',
  async (words) => {
    const said = await createAnnotation({ group, creator: member, body: 'Said to all' })
    const kept = await createAnnotation({ group, creator: member, body: 'For myself', visibility: 'PRIVATE' })
    await createComment({ group, creator: member, subject: { annotation: kept }, body: 'To myself' })
    await createComment({ group, creator: facilitator, subject: { annotation: said }, body: 'A reply' })
    expect((await remove(owner, member, { words })).status).toBe(204)
    const isGone = words === 'remove'
    const row = await db().annotation.findUnique({ where: { id: said.id } })
    expect(row).toMatchObject({ creatorId: null, body: isGone ? '' : 'Said to all' })
    expect(row?.deletedAt === null).toBe(!isGone)
    expect(await db().annotation.findUnique({ where: { id: kept.id } })).toMatchObject({ creatorId: member.id, body: 'For myself' })
    const comments = await db().comment.findMany({ where: { groupId: group.id }, select: { body: true, creatorId: true } })
    expect(new Set(comments.map(({ body, creatorId }) => `${body} ${creatorId}`))).toEqual(
      new Set([`To myself ${member.id}`, `A reply ${facilitator.id}`]),
    )
  },
)

test('who is removed cannot come back by links that they made, nor by any when all are withdrawn; who leaves shuts none', async () => {
  const linkOf = async (creator: User) => {
    const { id, code } = await createInvitation({ group, creator })
    return {
      id,
      code,
      opens: async () =>
        (await joinGroup(asViewer(facilitator), { code }).then(
          () => true,
          () => false,
        )) && remove(facilitator, facilitator).then(() => true),
    }
  }
  const [theirs, another] = [await linkOf(facilitator), await linkOf(owner)]
  expect((await remove(owner, facilitator)).status).toBe(204)
  expect(await theirs.opens()).toBe(false)
  // By this one they come in, and leave again of themselves: it stays open.
  expect(await another.opens()).toBe(true)
  expect(await another.opens()).toBe(true)
  await joinGroup(asViewer(facilitator), { code: another.code })
  expect((await remove(owner, facilitator, { withdrawLinks: true })).status).toBe(204)
  expect(await another.opens()).toBe(false)
})
