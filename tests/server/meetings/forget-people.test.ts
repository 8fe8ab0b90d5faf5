import { randomUUID } from 'node:crypto'
import { beforeEach, expect, test } from 'vitest'
import { UpdateGroup } from '#domain/group.ts'
import { AppendEvents, type MeetingAction } from '#domain/live-meeting/action.ts'
import { db } from '#server/db.ts'
import { saveGroup } from '#server/groups/groups.ts'
import { updateAttendance } from '#server/meetings/attendances.ts'
import { forgetPeopleWhereDue } from '#server/meetings/forget-people.ts'
import { appendEvents, requireRun } from '#server/meetings/live-meeting.ts'
import { requireMeeting } from '#server/meetings/meetings.ts'
import { type Circle, createCircle } from '#tests/support/circle.ts'
import { createMeeting } from '#tests/support/factories.ts'
import { searchDatabase } from '#tests/support/search-database.ts'

let circle: Circle
let about: { groupId: string; meetingId: string }
beforeEach(async () => {
  circle = await createCircle()
  about = { groupId: circle.groupId, meetingId: (await createMeeting({ group: { id: circle.groupId } })).id }
})

const chooseTo = (attendance: 'on' | 'off') =>
  saveGroup(circle.owner, UpdateGroup.parse({ groupId: circle.groupId, name: 'Readers', attendance }))
const act = (who: Circle['ben'], ...actions: MeetingAction[]) =>
  appendEvents(who, AppendEvents.parse({ ...about, events: actions.map((action) => ({ id: randomUUID(), madeAt: Date.now(), action })) }))
const line = (text: string, more: object = {}): MeetingAction =>
  ({ type: 'line-written', lineId: randomUUID(), itemId: null, kind: 'NOTE', text, ownerId: null, due: null, ...more }) as MeetingAction
const item = { id: randomUUID(), title: 'Round', questionId: null, kind: null, paragraphs: [], minutes: 5, ownerId: null }
/** Where the database says something of a person: their account and their place in the group aside. */
const traces = async (id: string) => (await searchDatabase(id)).filter((table) => !['users', 'memberships', 'rate_limits'].includes(table))

/** An evening in which Ben speaks, reads, answers, writes and takes a role, Ada is named by others, and a guest is there. */
async function evening(): Promise<void> {
  const { owner, ada, ben } = circle
  await act(owner, { type: 'agenda-set', items: [item] }, { type: 'started' })
  await updateAttendance(ben, { ...about, userId: ben.userId, rsvp: 'YES', present: true })
  await updateAttendance(owner, { ...about, userId: ada.userId, present: true })
  const [guestId, turnId, gatheringId, readingId] = [randomUUID(), randomUUID(), randomUUID(), randomUUID()]
  await act(
    owner,
    { type: 'role-given', role: 'NOTE_TAKER', holderId: ben.userId },
    { type: 'guest-added', guestId, name: 'Gwilym Thwaite' },
  )
  await act(
    ben,
    { type: 'turn-asked', turnId, speakerId: ben.userId, kind: 'QUESTION' },
    { type: 'turn-worded', turnId, words: 'Meant to ask' },
  )
  await act(owner, { type: 'turn-opened', turnId }, { type: 'turn-ended', turnId })
  await act(owner, { type: 'reading-opened', readingId, parts: [{ paragraphs: ['1'], readerId: ada.userId }] })
  await act(owner, { type: 'gathering-opened', gatheringId, kind: 'ROUND', question: 'One sentence', seconds: null })
  await act(
    ben,
    { type: 'gathering-answered', gatheringId, personId: ben.userId },
    { type: 'gathering-shown', gatheringId, personId: ben.userId, value: null, text: 'A sentence that stays' },
  )
  await act(ben, line('What Ada said', { byId: ada.userId }), line('To look it up', { kind: 'ACTION', ownerId: ada.userId }))
}

test('a group that keeps nothing of who was there holds a session as ever, and nothing is left of people once it is closed', async () => {
  const { owner, ada, ben } = circle
  await chooseTo('off')
  await evening()
  const live = await requireRun(ben, about)
  expect(live.run).toMatchObject({ roles: { NOTE_TAKER: ben.userId } })
  expect((await requireMeeting(ben, about)).attendances.filter(({ present }) => present)).toHaveLength(2)
  expect(await traces(ben.userId)).toEqual(['attendances', 'meeting_events'])

  await act(owner, { type: 'closed' })
  expect(await traces(ben.userId)).toEqual([])
  // Of Ada alone what she took on for later.
  expect(await traces(ada.userId)).toEqual(['meeting_events'])
  expect(await db().meetingEvent.count({ where: { ...about, action: { path: ['type'], equals: 'line-written' } } })).toBe(2)
  for (const gone of ['Gwilym Thwaite', 'Meant to ask']) expect(await searchDatabase(gone)).toEqual([])
  const { run } = await requireRun(ben, about)
  expect(run.seq).toBe(live.run.seq + 1)
  expect(run.lines.map(({ text, creatorId }) => [text, creatorId])).toEqual([
    ['A sentence that stays', null],
    ['What Ada said', null],
    ['To look it up', null],
  ])
  expect(run.lines[1]?.byId).toBeNull()
  expect(run.lines[2]).toMatchObject({ ownerId: ada.userId })
  expect(await searchDatabase('A sentence that stays')).toEqual(['meeting_events'])

  // What a device sends late is taken up, and forgotten too; ticks are not taken any more.
  await act(ben, line('Sent late'))
  expect((await requireRun(ada, about)).run.lines.map(({ text }) => text)).toContain('Sent late')
  expect(await traces(ben.userId)).toEqual([])
  for (const change of [{ present: true }, { rsvp: 'YES' as const }])
    await expect(updateAttendance(ben, { ...about, userId: ben.userId, ...change })).rejects.toMatchObject({ kind: 'conflict' })
  expect((await requireMeeting(ben, about)).attendances.every(({ can }) => !can.mark)).toBe(true)
})

test('what stands already, and a session that nobody closes, is forgotten by the next job; other groups keep theirs', async () => {
  const { owner, ben } = circle
  await evening()
  await act(owner, { type: 'closed' })
  await forgetPeopleWhereDue()
  expect(await traces(ben.userId)).toEqual(['attendances', 'meeting_events'])
  const open = await createMeeting({ group: { id: circle.groupId }, startsAt: new Date(Date.now() - 48 * 3_600_000) })
  const planned = await createMeeting({ group: { id: circle.groupId } })
  await updateAttendance(ben, { groupId: circle.groupId, meetingId: open.id, userId: ben.userId, rsvp: 'YES' })
  await chooseTo('off')
  // Before a session people say whether they come, and not yet that they are there.
  await updateAttendance(ben, { groupId: circle.groupId, meetingId: planned.id, userId: ben.userId, rsvp: 'LATE' })
  const tick = { groupId: circle.groupId, meetingId: planned.id, userId: ben.userId, present: true }
  await expect(updateAttendance(ben, tick)).rejects.toMatchObject({ kind: 'conflict' })
  expect(await forgetPeopleWhereDue()).toBe(2)
  expect(await forgetPeopleWhereDue()).toBe(0)
  expect(await db().attendance.findMany({ where: { userId: ben.userId } })).toMatchObject([{ meetingId: planned.id, rsvp: 'LATE' }])
  expect(await traces(ben.userId)).toEqual(['attendances'])
})
