import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import type { Role } from '#domain/group.ts'
import { CreateMeetings, type Schedule } from '#domain/meeting.ts'
import type { Problem } from '#domain/problem.ts'
import { db } from '#server/db.ts'
import { updateAttendance } from '#server/meetings/attendances.ts'
import { createMeetings, listMeetings, requireMeeting, updateMeeting } from '#server/meetings/meetings.ts'
import { addMember, asViewer, createGroup, createMeeting, createUser } from '#tests/support/factories.ts'

async function makeGroup() {
  const owner = await createUser({ name: 'Olga' })
  const group = await createGroup({ owner, guide: 'tides' })
  const join = async (name: string, role: Role) => {
    const user = await createUser({ name })
    await addMember({ group, user, role })
    return asViewer(user)
  }
  const [facilitator, member] = [await join('Farah', 'FACILITATOR'), await join('Mo', 'MEMBER')]
  return { groupId: group.id, group, owner: asViewer(owner), facilitator, member, stranger: asViewer(await createUser()) }
}

const plan = (groupId: string, parts: Partial<Schedule> = {}, ids = [randomUUID(), randomUUID()]) =>
  CreateMeetings.parse({
    groupId,
    ids,
    schedule: {
      startDate: '2025-03-24',
      weekday: 7,
      time: '18:30',
      timeZone: 'Europe/London',
      minutes: 60,
      place: 'Library',
      number: 2,
      firstChapter: 'two-bulges',
      ...parts,
    },
  })

const refusal = (kind: string) => expect.objectContaining({ kind })

test('the wizard plans a meeting a chapter, once, however often it is sent', async () => {
  const { groupId, facilitator, member } = await makeGroup()
  const input = plan(groupId, { startDate: '2025-03-17' })
  const made = await createMeetings(facilitator, input)
  expect(made.map(({ chapter, startsAt, chapterTitle, version }) => ({ chapter, startsAt, chapterTitle, version }))).toEqual([
    { chapter: 'two-bulges', startsAt: '2025-03-23T18:30:00.000Z', chapterTitle: 'Two bulges', version: 1 },
    { chapter: 'tables-and-mills', startsAt: '2025-03-30T17:30:00.000Z', chapterTitle: expect.any(String), version: 1 },
  ])
  expect(await createMeetings(facilitator, input)).toEqual(made)
  await Promise.all([createMeetings(facilitator, input), createMeetings(facilitator, input)])
  expect(await listMeetings(member, { groupId })).toEqual(made)
})

test('the plan ends with the last chapter, and starts only at a chapter of the guide', async () => {
  const { groupId, owner } = await makeGroup()
  expect(await createMeetings(owner, plan(groupId, { firstChapter: 'tables-and-mills', number: 9 }))).toHaveLength(1)
  await expect(createMeetings(owner, plan(groupId, { firstChapter: 'not-there' }))).rejects.toEqual(refusal('invalid'))
  await expect(createMeetings(owner, plan(groupId, {}, [randomUUID()]))).rejects.toEqual(refusal('invalid'))
})

test('the ids of another group’s meetings plan nothing and show nothing', async () => {
  const [mine, theirs] = [await makeGroup(), await makeGroup()]
  const input = plan(theirs.groupId)
  await createMeetings(theirs.owner, input)
  await expect(createMeetings(mine.owner, { ...input, groupId: mine.groupId })).rejects.toEqual(refusal('conflict'))
  expect(await listMeetings(mine.owner, { groupId: mine.groupId })).toEqual([])
  const about = { groupId: mine.groupId, meetingId: input.ids[0] ?? '' }
  await expect(requireMeeting(mine.owner, about)).rejects.toEqual(refusal('not-found'))
  await expect(updateMeeting(mine.owner, { ...about, version: 1, minutes: 30 })).rejects.toEqual(refusal('not-found'))
  const present = { ...about, userId: mine.owner.userId, present: true }
  await expect(updateAttendance(mine.owner, present)).rejects.toEqual(refusal('not-found'))
})

test('members see and answer, only facilitators plan and change, strangers get nothing', async () => {
  const { groupId, group, facilitator, member, stranger } = await makeGroup()
  const { id: meetingId } = await createMeeting({ group })
  const about = { groupId, meetingId }
  await expect(createMeetings(member, plan(groupId))).rejects.toEqual(refusal('forbidden'))
  await expect(updateMeeting(member, { ...about, version: 1, status: 'CANCELLED' })).rejects.toEqual(refusal('forbidden'))
  expect((await requireMeeting(member, about)).can.edit).toBe(false)
  expect((await requireMeeting(facilitator, about)).can.edit).toBe(true)
  const asStranger = [
    listMeetings(stranger, { groupId }),
    requireMeeting(stranger, about),
    createMeetings(stranger, plan(groupId)),
    updateMeeting(stranger, { ...about, version: 1, minutes: 30 }),
    updateAttendance(stranger, { ...about, userId: stranger.userId, rsvp: 'YES' }),
  ]
  for (const attempt of await Promise.allSettled(asStranger)) expect(attempt).toEqual({ status: 'rejected', reason: refusal('not-found') })
})

test('a moved meeting keeps its zone’s clock and counts up for calendars', async () => {
  const { groupId, group, owner } = await makeGroup()
  const startsAt = new Date('2025-03-23T18:30:00Z')
  const { id: meetingId } = await createMeeting({ group, startsAt, timeZone: 'Europe/London' })
  const about = { groupId, meetingId }
  const moved = await updateMeeting(owner, { ...about, version: 1, date: '2025-04-06' })
  expect(moved).toMatchObject({ startsAt: '2025-04-06T17:30:00.000Z', version: 2, timeZone: 'Europe/London' })
  expect(await updateMeeting(owner, { ...about, version: 2, time: '09:00', place: 'Online' })).toMatchObject({
    startsAt: '2025-04-06T08:00:00.000Z',
    place: 'Online',
    version: 3,
  })
  expect(await updateMeeting(owner, { ...about, version: 3, status: 'CANCELLED' })).toMatchObject({ status: 'CANCELLED', version: 4 })
  expect(await updateMeeting(owner, { ...about, version: 4, status: 'SCHEDULED' })).toMatchObject({ status: 'SCHEDULED', version: 5 })
  expect(await updateMeeting(owner, { ...about, version: 5, time: '09:00' })).toMatchObject({ version: 5 })
  expect(await db().meeting.findUniqueOrThrow({ where: { id: meetingId } })).toMatchObject({ sequence: 4 })
})

test('a change that started from an older version is refused with the newest, and two at once lose nothing', async () => {
  const { groupId, group, owner, facilitator } = await makeGroup()
  const { id: meetingId } = await createMeeting({ group })
  const about = { groupId, meetingId, version: 1 }
  const results = await Promise.allSettled([
    updateMeeting(owner, { ...about, place: 'Here' }),
    updateMeeting(facilitator, { ...about, place: 'There' }),
  ])
  const refused = results.find((result) => result.status === 'rejected')?.reason as Problem
  expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  const now = await requireMeeting(owner, about)
  expect(now.version).toBe(2)
  expect(refused.kind).toBe('conflict')
  expect(refused.extra.current).toMatchObject({ version: 2, place: now.place })
})

test('everybody answers and ticks for themselves, facilitators for anyone in the group', async () => {
  const { groupId, group, facilitator, member, stranger } = await makeGroup()
  const { id: meetingId } = await createMeeting({ group })
  const about = { groupId, meetingId }
  expect(await updateAttendance(member, { ...about, userId: member.userId, rsvp: 'YES' })).toMatchObject({ rsvp: 'YES', present: false })
  expect(await updateAttendance(member, { ...about, userId: member.userId, present: true })).toMatchObject({ rsvp: 'YES', present: true })
  await updateAttendance(facilitator, { ...about, userId: facilitator.userId, rsvp: 'NO' })
  expect(await updateAttendance(facilitator, { ...about, userId: member.userId, present: false })).toMatchObject({ present: false })
  await expect(updateAttendance(member, { ...about, userId: facilitator.userId, present: true })).rejects.toEqual(refusal('forbidden'))
  await expect(updateAttendance(facilitator, { ...about, userId: stranger.userId, present: true })).rejects.toEqual(refusal('not-found'))
  const meeting = await requireMeeting(member, about)
  expect(meeting).toMatchObject({ rsvp: 'YES', going: 1 })
  expect(meeting.attendances.map(({ member, isViewer, rsvp, can }) => [member.name, isViewer, rsvp, can.mark])).toEqual([
    ['Farah', false, 'NO', false],
    ['Mo', true, 'YES', true],
    ['Olga', false, null, false],
  ])
  await updateAttendance(member, { ...about, userId: member.userId, rsvp: null })
  expect(await listMeetings(member, { groupId })).toMatchObject([{ rsvp: null, going: 0 }])
})

test('two taps at once make one attendance', async () => {
  const { groupId, group, member } = await makeGroup()
  const { id: meetingId } = await createMeeting({ group })
  const about = { groupId, meetingId, userId: member.userId }
  await Promise.all([updateAttendance(member, { ...about, rsvp: 'YES' }), updateAttendance(member, { ...about, present: true })])
  expect(await db().attendance.findMany({ where: { meetingId } })).toMatchObject([{ rsvp: 'YES', present: true }])
})

test('nobody answers for a cancelled meeting', async () => {
  const { groupId, group, member } = await makeGroup()
  const { id: meetingId } = await createMeeting({ group, status: 'CANCELLED' })
  await expect(updateAttendance(member, { groupId, meetingId, userId: member.userId, rsvp: 'YES' })).rejects.toEqual(refusal('conflict'))
})

test('who has left no longer counts as coming, but stays among those who were there', async () => {
  const { groupId, group, owner, member } = await makeGroup()
  const { id: meetingId } = await createMeeting({ group })
  await updateAttendance(member, { groupId, meetingId, userId: member.userId, rsvp: 'YES', present: true })
  await db().membership.delete({ where: { groupId_userId: { groupId, userId: member.userId } } })
  const meeting = await requireMeeting(owner, { groupId, meetingId })
  expect(meeting.going).toBe(0)
  const mo = meeting.attendances.find(({ member }) => member.name === 'Mo')
  expect(mo).toMatchObject({ present: true, can: { mark: false } })
})
