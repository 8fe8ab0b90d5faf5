import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { GET as getGroup, PATCH as patchGroup } from '#app/api/groups/[groupId]/route.ts'
import { POST as createRoute, GET as listRoute } from '#app/api/groups/route.ts'
import { UpdateGroup } from '#domain/group.ts'
import { createGroup, currentChapter, listGroups, updateGroup } from '#server/groups/groups.ts'
import { listInvitations } from '#server/groups/invitations.ts'
import { HOSTILE } from '#tests/fixtures/hostile.ts'
import { problemOf } from '#tests/support/circle.ts'
import { addMember, asViewer, createMeeting, createUser, createGroup as makeGroup } from '#tests/support/factories.ts'
import { call, signedIn, signedOut } from '#tests/support/request.ts'

const HOUR = 3600 * 1000
const [FIRST, SECOND] = ['two-bulges', 'tables-and-mills']

test('anyone starts a group, owns it, and has its first invitation at once', async () => {
  const user = await createUser({ name: 'Starter' })
  const id = randomUUID()
  const body = { id, guide: 'tides', name: '  Harbour   readers ' }
  const answer = await call(createRoute, { method: 'POST', headers: await signedIn(user), body })
  expect(answer.status).toBe(201)
  expect(await answer.json()).toEqual({
    id,
    name: 'Harbour readers',
    guide: 'tides',
    role: 'OWNER',
    welcome: '',
    callLink: '',
    deletesAt: null,
    archivedAt: null,
    language: '',
    timeZone: '',
    showsPresence: true,
    keepsAttendance: true,
    keepsTurns: false,
    namesFadeAt: null,
    currentChapter: FIRST,
    runningMeeting: null,
    can: { invite: true, planMeetings: true, rename: true, changeRoles: true },
  })
  const [invitation, ...more] = await listInvitations(asViewer(user), { groupId: id })
  expect(more).toEqual([])
  expect(invitation).toMatchObject({ state: 'open', creator: 'Starter', uses: 0, maxUses: null })
  expect(invitation?.code).toMatch(/^[\w-]{22}$/)
  const days = (Date.parse(invitation?.expiresAt ?? '') - Date.now()) / (24 * HOUR)
  expect(days).toBeGreaterThan(13.9)
  expect(days).toBeLessThanOrEqual(14)
})

test('sending the form twice makes one group; the id of another is refused', async () => {
  const viewer = asViewer(await createUser())
  const input = { id: randomUUID(), guide: 'tides', name: 'Once' }
  const both = await Promise.all([createGroup(viewer, input), createGroup(viewer, input)])
  expect(both[0]).toEqual(both[1])
  expect(await listGroups(viewer)).toHaveLength(1)
  expect(await listInvitations(viewer, { groupId: input.id })).toHaveLength(1)

  const headers = await signedIn(await createUser())
  const answer = await call(createRoute, { method: 'POST', headers, body: input })
  expect(answer.status).toBe(409)
  expect(await answer.text()).not.toContain('Once')
})

test('a group needs a guide that exists, a name, and somebody signed in', async () => {
  const headers = await signedIn(await createUser())
  const create = (body: object, who = headers) =>
    call(createRoute, { method: 'POST', headers: who, body: { id: randomUUID(), guide: 'tides', name: 'Readers', ...body } })
  expect((await create({ guide: 'nowhere' })).status).toBe(404)
  expect((await create({ guide: '../tides' })).status).toBe(400)
  expect((await create({ name: ' ' })).status).toBe(400)
  expect((await create({ id: 'one' })).status).toBe(400)
  expect((await create({}, signedOut())).status).toBe(401)
})

test('the list holds my groups only', async () => {
  const [me, other] = [await createUser(), await createUser()]
  const group = await makeGroup({ owner: other, name: 'Shared' })
  await makeGroup({ owner: other, name: 'Not mine' })
  await addMember({ group, user: me, role: 'FACILITATOR' })
  const groups = await (await call(listRoute, { headers: await signedIn(me) })).json()
  const expected = { id: group.id, name: 'Shared', guide: 'tides', role: 'FACILITATOR', members: 2 }
  expect(groups).toEqual([expect.objectContaining(expected)])
  expect((await call(listRoute, { headers: signedOut() })).status).toBe(401)
})

test('strangers learn nothing: an existing group looks like none', async () => {
  const group = await makeGroup({ name: 'Secret circle' })
  const headers = await signedIn(await createUser())
  const existing = await call(getGroup, { headers, params: { groupId: group.id } })
  const absent = await call(getGroup, { headers, params: { groupId: randomUUID() } })
  expect([existing.status, absent.status]).toEqual([404, 404])
  expect(await existing.text()).toBe(await absent.text())
})

test('only the owner renames the group', async () => {
  const [owner, facilitator] = [await createUser(), await createUser()]
  const group = await makeGroup({ owner })
  await addMember({ group, user: facilitator, role: 'FACILITATOR' })
  const rename = async (user: typeof owner, name: string) =>
    call(patchGroup, { method: 'PATCH', headers: await signedIn(user), params: { groupId: group.id }, body: { name } })
  expect((await rename(facilitator, 'Mine')).status).toBe(403)
  expect((await rename(await createUser(), 'Mine')).status).toBe(404)
  expect((await (await rename(owner, 'Ours')).json()).name).toBe('Ours')
})

test('hostile group names are refused or come out as they were typed', async () => {
  const owner = await createUser()
  const group = await makeGroup({ owner })
  let kept = 0
  for (const [what, name] of Object.entries(HOSTILE)) {
    const headers = await signedIn(owner)
    const answer = await call(patchGroup, { method: 'PATCH', headers, params: { groupId: group.id }, body: { name } })
    expect([200, 400, 413], what).toContain(answer.status)
    if (answer.status !== 200) continue
    kept += 1
    expect((await answer.json()).name, what).toBe(name.normalize('NFC').replace(/\s+/gu, ' ').trim())
  }
  expect(kept).toBeGreaterThan(5)
})

test("this week's chapter is the guide's first before anything is planned", async () => {
  const group = await makeGroup()
  expect(await currentChapter(group.id, 'tides')).toBe(FIRST)
})

test("this week's chapter is that of the next meeting", async () => {
  const group = await makeGroup()
  await createMeeting({ group, chapter: FIRST, startsAt: new Date(Date.now() - 7 * 24 * HOUR) })
  await createMeeting({ group, chapter: FIRST, startsAt: new Date(Date.now() + 8 * 24 * HOUR) })
  await createMeeting({ group, chapter: SECOND, startsAt: new Date(Date.now() + 24 * HOUR) })
  expect(await currentChapter(group.id, 'tides')).toBe(SECOND)
})

test('a running meeting still counts, one that ended does not, a cancelled one never', async () => {
  const [running, ended, cancelled] = [await makeGroup(), await makeGroup(), await makeGroup()]
  await createMeeting({ group: running, chapter: SECOND, startsAt: new Date(Date.now() - HOUR), minutes: 90 })
  await createMeeting({ group: ended, chapter: SECOND, startsAt: new Date(Date.now() - HOUR), minutes: 59 })
  await createMeeting({ group: cancelled, chapter: SECOND, status: 'CANCELLED' })
  expect(await currentChapter(running.id, 'tides')).toBe(SECOND)
  expect(await currentChapter(ended.id, 'tides')).toBe(FIRST)
  expect(await currentChapter(cancelled.id, 'tides')).toBe(FIRST)
})

test("another group's meetings and chapters that the guide no longer has do not matter", async () => {
  const [group, other] = [await makeGroup(), await makeGroup()]
  await createMeeting({ group: other, chapter: SECOND })
  expect(await currentChapter(group.id, 'tides')).toBe(FIRST)
  await createMeeting({ group, chapter: 'removed-chapter' })
  expect(await currentChapter(group.id, 'tides')).toBe(FIRST)
})

test('the owner says how the group welcomes and where it meets; what is left out stays', async () => {
  const [owner, user] = [await createUser(), await createUser()]
  const group = await makeGroup({ owner })
  await addMember({ group, user })
  const at = { groupId: group.id, name: 'Readers' }
  const set = { ...at, welcome: 'Bring your doubts.', callLink: 'https://meet.example.org/readers' }
  expect(await updateGroup(asViewer(owner), UpdateGroup.parse(set))).toMatchObject({ welcome: set.welcome, callLink: set.callLink })
  expect(await updateGroup(asViewer(owner), UpdateGroup.parse(at))).toMatchObject({
    name: 'Readers',
    welcome: set.welcome,
    callLink: set.callLink,
  })
  expect(await updateGroup(asViewer(owner), UpdateGroup.parse({ ...at, callLink: '' }))).toMatchObject({ callLink: '' })
  await problemOf(updateGroup(asViewer(user), at), 'forbidden')
  for (const callLink of ['javascript:alert(1)', 'meet.example.org', `https://${'a'.repeat(500)}.org`]) {
    expect(UpdateGroup.safeParse({ ...at, callLink }).success, callLink).toBe(false)
  }
})
