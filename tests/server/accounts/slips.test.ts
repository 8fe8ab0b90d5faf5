import { randomUUID } from 'node:crypto'
import { beforeEach, expect, test } from 'vitest'
import { POST as postSlip } from '#app/api/groups/[groupId]/slips/route.ts'
import { SignUp } from '#domain/account.ts'
import { AppendEvents, type MeetingAction } from '#domain/live-meeting/action.ts'
import { createAccount } from '#server/accounts/accounts.ts'
import { findSlip, renewSlip } from '#server/accounts/slips.ts'
import { db } from '#server/db.ts'
import { listMembers, removeMember } from '#server/groups/members.ts'
import { listUnclaimed } from '#server/groups/unclaimed.ts'
import { listFormerGuests } from '#server/meetings/guests.ts'
import { appendEvents, requireRun } from '#server/meetings/live-meeting.ts'
import { requireMeeting } from '#server/meetings/meetings.ts'
import { type Circle, createCircle } from '#tests/support/circle.ts'
import { asViewer, createMeeting } from '#tests/support/factories.ts'
import { call, signedIn } from '#tests/support/request.ts'

let circle: Circle
beforeEach(async () => {
  circle = await createCircle()
})

async function press(who: Circle['owner'], body: object): Promise<Response> {
  const headers = await signedIn({ id: who.userId })
  return call(postSlip, { headers, method: 'POST', params: { groupId: circle.groupId }, body })
}
async function addDot(): Promise<{ userId: string; code: string }> {
  expect((await press(circle.owner, { name: 'Dot Wick' })).status).toBe(200)
  const dot = (await listUnclaimed(circle.owner, circle)).find(({ name }) => name === 'Dot Wick')
  const userId = dot?.userId ?? ''
  return { userId, code: await db().$transaction((tx) => renewSlip(tx, { groupId: circle.groupId, userId })) }
}
const claim = (slip: string, name = 'Dorothy Wick') =>
  createAccount(SignUp.parse({ name, username: `dot-${randomUUID().slice(0, 8)}`, password: 'lantern oyster gravel', slip }), '203.0.113.9')

test('a facilitator adds a name and prints its slip; whoever holds it claims the name, once, with all that was written under it', async () => {
  const { groupId, owner, ben } = circle
  expect((await press(ben, { name: 'Dot Wick' })).status).toBe(403)
  const { userId, code } = await addDot()
  expect((await listMembers(ben, { groupId })).map(({ name }) => name)).toContain('Dot Wick')
  const { id: meetingId } = await createMeeting({ group: { id: groupId } })
  const act = (who: Circle['owner'], action: MeetingAction) =>
    appendEvents(who, AppendEvents.parse({ groupId, meetingId, events: [{ id: randomUUID(), madeAt: Date.now(), action }] }))
  const lineId = randomUUID()
  const line = { kind: 'NOTE', text: 'Dot saw the harbour.', ownerId: null, due: null } as const
  const written = await act(ben, { type: 'line-written', lineId, itemId: null, byId: userId, ...line })

  const typed = code.toLowerCase().replaceAll('-', ' ')
  expect(await claim(typed)).toMatchObject({ id: userId, recoveryCodes: expect.arrayContaining([expect.any(String)]) })
  const dot = asViewer({ id: userId, name: 'Dorothy Wick' })
  const own = (await listMembers(dot, { groupId })).find(({ isViewer }) => isViewer)
  expect(own).toMatchObject({ userId, name: 'Dorothy Wick', role: 'MEMBER' })
  const change = { type: 'line-changed', lineId, since: written.events[0]?.id ?? '', ...line, text: 'I saw the harbour.' } as const
  expect((await act(circle.ada, change)).refused).toHaveLength(1)
  expect((await act(dot, change)).refused).toEqual([])
  expect((await requireRun(dot, { groupId, meetingId })).run.lines.map(({ text }) => text)).toContain('I saw the harbour.')

  await expect(claim(code)).rejects.toMatchObject({ kind: 'invalid' })
  expect(await listUnclaimed(owner, { groupId })).toEqual([])
  expect((await press(owner, { userId })).status).toBe(404)
  expect((await press(owner, { userId: ben.userId })).status).toBe(404)
})

test('a guest of one evening becomes a member under the name that the minutes know, and claims what was written for them', async () => {
  const { groupId, owner, ben } = circle
  const { id: meetingId } = await createMeeting({ group: { id: groupId } })
  const [guestId, lineId] = [randomUUID(), randomUUID()]
  const act = (who: Circle['owner'], ...actions: MeetingAction[]) => {
    const events = actions.map((action) => ({ id: randomUUID(), madeAt: Date.now(), action }))
    return appendEvents(who, AppendEvents.parse({ groupId, meetingId, events }))
  }
  const line = { kind: 'NOTE', text: 'Rosa saw the lamp.', ownerId: null, due: null } as const
  const { refused } = await act(
    owner,
    { type: 'guest-added', guestId, name: 'Rosa Fell' },
    { type: 'line-written', lineId, itemId: null, byId: guestId, ...line },
  )
  expect(refused).toEqual([])
  expect((await press(ben, { meetingId, guestId })).status).toBe(403)
  expect((await press(owner, { meetingId, guestId: randomUUID() })).status).toBe(404)
  // Twice: the second prints another slip for the member that the first has made.
  for (const _ of [1, 2]) expect((await press(owner, { meetingId, guestId })).status).toBe(200)
  expect((await listUnclaimed(owner, circle)).filter(({ name }) => name === 'Rosa Fell')).toEqual([{ userId: guestId, name: 'Rosa Fell' }])
  const { run } = await requireRun(ben, { groupId, meetingId })
  expect([run.guests, run.lines.map(({ byId }) => byId)]).toEqual([{}, [guestId]])
  expect((await requireMeeting(ben, { groupId, meetingId })).attendances).toContainEqual(
    expect.objectContaining({ member: { id: guestId, name: 'Rosa Fell' }, present: true }),
  )
  const code = await db().$transaction((tx) => renewSlip(tx, { groupId, userId: guestId }))
  expect(await claim(code.replaceAll('-', ''), 'Rosa')).toMatchObject({ id: guestId })
  const lines = (await act(asViewer({ id: guestId, name: 'Rosa' }), { type: 'line-removed', lineId })).refused
  expect(lines).toEqual([])
})

test('a guest who comes again is the same person, and claims what was written on all their evenings', async () => {
  const { groupId, owner, ben } = circle
  const [guestId, meetingIds] = [randomUUID(), [] as string[]]
  for (const text of ['First evening.', 'Second evening.']) {
    const { id: meetingId } = await createMeeting({ group: { id: groupId } })
    const known = await listFormerGuests(ben, { groupId, meetingId })
    expect(known).toEqual(meetingIds.length === 0 ? [] : [{ id: guestId, name: 'Rosa Fell' }])
    const actions: MeetingAction[] = [
      {
        type: 'agenda-set',
        items: [{ id: randomUUID(), title: 'Round', questionId: null, kind: null, paragraphs: [], minutes: 5, ownerId: null }],
      },
      { type: 'started' },
      { type: 'guest-added', guestId, name: 'Rosa Fell' },
      { type: 'line-written', lineId: randomUUID(), itemId: null, byId: guestId, kind: 'NOTE', text, ownerId: null, due: null },
    ]
    const events = actions.map((action) => ({ id: randomUUID(), madeAt: Date.now(), action }))
    expect((await appendEvents(owner, AppendEvents.parse({ groupId, meetingId, events }))).refused).toEqual([])
    meetingIds.push(meetingId)
  }
  expect((await press(owner, { meetingId: meetingIds[0], guestId })).status).toBe(200)
  for (const meetingId of meetingIds) {
    const { run } = await requireRun(ben, { groupId, meetingId })
    expect([run.guests, run.lines.map(({ byId }) => byId)]).toEqual([{}, [guestId]])
    const there = (await requireMeeting(ben, { groupId, meetingId })).attendances.filter(({ present }) => present)
    expect(there.map(({ member }) => member.name)).toEqual(['Rosa Fell'])
  }
  const next = await createMeeting({ group: { id: groupId } })
  expect(await listFormerGuests(ben, { groupId, meetingId: next.id })).toEqual([])
})

test('of two who claim one slip at once one gets it; an older slip, and one whose time is over, is none', async () => {
  const { userId, code } = await addDot()
  expect((await press(circle.owner, { userId })).status).toBe(200)
  expect(await findSlip(code.replaceAll('-', ''))).toBeNull()
  const fresh = await db().$transaction((tx) => renewSlip(tx, { groupId: circle.groupId, userId }))
  const both = await Promise.allSettled([claim(fresh, 'One'), claim(fresh, 'Two')])
  expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])

  const other = await addDot()
  await db().slip.update({ where: { userId: other.userId }, data: { expiresAt: new Date(0) } })
  await expect(claim(other.code)).rejects.toMatchObject({ kind: 'invalid' })
})

test('whoever was added by name and is taken out again leaves no account behind', async () => {
  const { groupId, owner } = circle
  const { userId } = await addDot()
  await removeMember(owner, { groupId, userId, words: 'nameless', withdrawLinks: false })
  expect(await db().user.findUnique({ where: { id: userId } })).toBeNull()
})
