import { fork } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { beforeEach, expect, test, vi } from 'vitest'
import { LeaveGroup, UpdateGroup } from '#domain/group.ts'
import { AppendEvents, type MeetingAction } from '#domain/live-meeting/action.ts'
import { type MeetingRun, NEW_RUN } from '#domain/live-meeting/run.ts'
import { ModerateWords } from '#domain/moderation.ts'
import type { Viewer } from '#domain/viewer.ts'
import { db } from '#server/db.ts'
import { saveGroup } from '#server/groups/groups.ts'
import { leaveGroup } from '#server/groups/members.ts'
import { closeHub } from '#server/live/hub.ts'
import { updateAttendance } from '#server/meetings/attendances.ts'
import { forgetRuns, knownRun, runKeeper } from '#server/meetings/event-rows.ts'
import { forgetPeopleWhereDue } from '#server/meetings/forget-people.ts'
import { appendEvents, requireRun } from '#server/meetings/live-meeting.ts'
import { requireMeeting } from '#server/meetings/meetings.ts'
import { moderateWords } from '#server/moderation/moderation.ts'
import { type Circle, createCircle } from '#tests/support/circle.ts'
import { createMeeting } from '#tests/support/factories.ts'
import { searchDatabase } from '#tests/support/search-database.ts'
import type { Answered, Asked } from '#tests/support/session-beside.ts'

const hoursAgo = (hours: number) => new Date(Date.now() - hours * 3_600_000)
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

async function nothingOfPeople(): Promise<void> {
  expect(await traces(circle.ben.userId)).toEqual([])
  // Of Ada alone what she took on for later.
  expect(await traces(circle.ada.userId)).toEqual(['meeting_events'])
  expect(await db().meetingEvent.findMany({ where: { ...about, actorId: { not: null }, seq: { gt: 1 } } })).toEqual([])
  for (const gone of ['Gwilym Thwaite', 'Meant to ask']) expect(await searchDatabase(gone)).toEqual([])
}

/** An evening in which Ben speaks, reads, answers, writes and takes a role, Ada is named by others, and a guest is there. */
async function evening(): Promise<void> {
  const { owner, ada, ben } = circle
  await act(owner, { type: 'agenda-set', items: [item] }, { type: 'started' })
  await updateAttendance(ben, { ...about, userId: ben.userId, present: true })
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
  expect(live.run).toMatchObject({
    roles: { NOTE_TAKER: ben.userId },
    spoken: { [ben.userId]: { turns: 1 } },
    reading: { parts: [{ readerId: ada.userId }] },
  })
  expect(Object.values(live.run.guests)).toEqual(['Gwilym Thwaite'])
  expect(live.run.lines[1]).toMatchObject({ text: 'What Ada said', creatorId: ben.userId, byId: ada.userId })
  expect((await requireMeeting(ben, about)).attendances.filter(({ present }) => present)).toHaveLength(2)
  // Nothing of it is in the database, not even while it is live, nor once facilitators have done something about a line.
  await nothingOfPeople()
  const wrote = () => ({ id: randomUUID(), groupId: circle.groupId, noun: 'line' as const, subjectId: live.run.lines[1]?.since ?? '' })
  await moderateWords(owner, ModerateWords.parse({ ...wrote(), act: 'HIDE', reason: 'Not to be written down.' }))
  expect(await db().moderationEntry.count({ where: { groupId: circle.groupId } })).toBe(1)
  await moderateWords(owner, ModerateWords.parse({ ...wrote(), act: 'RESTORE', reason: '' }))
  await nothingOfPeople()

  await act(owner, { type: 'closed' })
  await nothingOfPeople()
  expect(await db().meetingEvent.count({ where: { ...about, sealed: { not: null } } })).toBe(0)
  expect(await db().meetingEvent.count({ where: { ...about, action: { path: ['type'], equals: 'line-written' } } })).toBe(2)
  const { run } = await requireRun(ben, about)
  expect(run.seq).toBe(live.run.seq + 3)
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
  const open = { groupId: circle.groupId, meetingId: (await createMeeting({ group: { id: circle.groupId }, startsAt: hoursAgo(48) })).id }
  const planned = { groupId: circle.groupId, meetingId: (await createMeeting({ group: { id: circle.groupId } })).id }
  for (const each of [open, planned]) await updateAttendance(ben, { ...each, userId: ben.userId, rsvp: 'YES' })
  const given: MeetingAction = { type: 'role-given', role: 'NOTE_TAKER', holderId: ben.userId }
  for (const each of [open, planned])
    await appendEvents(owner, AppendEvents.parse({ ...each, events: [{ id: randomUUID(), madeAt: Date.now(), action: given }] }))
  await chooseTo('off')
  expect(await db().attendance.count({ where: { groupId: circle.groupId } })).toBe(0)
  // Nobody says beforehand whether they come, nor that they are there; what a role will be is planned, and kept until then.
  for (const change of [{ present: true }, { rsvp: 'YES' as const }])
    await expect(updateAttendance(ben, { ...planned, userId: ben.userId, ...change })).rejects.toMatchObject({ kind: 'conflict' })
  expect((await requireMeeting(ben, planned)).can.reply).toBe(false)
  expect(await forgetPeopleWhereDue()).toBe(2)
  expect(await forgetPeopleWhereDue()).toBe(0)
  expect((await requireRun(ben, planned)).run.roles).toEqual({ NOTE_TAKER: ben.userId })
  expect((await requireRun(ben, open)).run.roles).toEqual({})
})

/** Another process of the product. */
function startBeside() {
  const child = fork('tests/support/session-beside.ts', { execArgv: ['--import', './scripts/as-server.mjs'] })
  const ask = async (asked: Asked): Promise<MeetingRun> => {
    child.send(asked)
    const [{ run, error }] = (await once(child, 'message')) as [Answered]
    if (!run) throw new Error(error)
    return run
  }
  const end = async () => {
    child.disconnect()
    await once(child, 'exit')
  }
  return { ask, end }
}

test('processes tell one another what a live session holds; once the last one that knows it has ended, nobody does', async () => {
  const { owner, ada, ben } = circle
  await chooseTo('off')
  await act(owner, { type: 'agenda-set', items: [item] }, { type: 'started' })
  const asked = (turnId: string, { userId: speakerId } = ben): MeetingAction => ({
    type: 'turn-asked',
    turnId,
    speakerId,
    kind: 'QUESTION',
  })
  const as = (viewer: Viewer, ...actions: MeetingAction[]): Asked => ({
    ...{ viewer, about },
    ...(actions.length > 0 && { events: actions.map((action) => ({ id: randomUUID(), madeAt: Date.now(), action })) }),
  })
  // This process hears nothing from here on.
  await closeHub()
  const [first, second] = [startBeside(), startBeside()]
  const [early, late] = [randomUUID(), randomUUID()]
  await first.ask(as(ben, asked(early), line('Written by Ben')))
  // One that comes later is told, and still knows what was sealed by one that has ended.
  const waiting = async () => (await second.ask(as(ada))).waiting.map(({ id }) => id)
  await vi.waitFor(async () => expect(await waiting()).toEqual([early]), { timeout: 20_000 })
  await first.end()
  const run = await second.ask(as(ada, asked(late, ada)))
  expect(run.waiting.map(({ id, speakerId }) => [id, speakerId])).toEqual([
    [early, ben.userId],
    [late, ada.userId],
  ])
  expect(run.lines).toMatchObject([{ text: 'Written by Ben', creatorId: ben.userId }])
  expect(await traces(ben.userId)).toEqual([])
  await second.end()

  // Numbers and words are there, and nobody’s name; the session goes on.
  const third = startBeside()
  const later = await third.ask(as(ada))
  expect(later).toMatchObject({ seq: run.seq, phase: 'RUNNING', waiting: [], lines: [{ text: 'Written by Ben', creatorId: null }] })
  expect((await third.ask(as(ben, asked(randomUUID())))).waiting).toHaveLength(1)
  await third.end()
})

test('whoever leaves, or is somebody else to the group from now on, is not kept in what is sealed either', async () => {
  const { owner, ben } = circle
  await chooseTo('off')
  await evening()
  expect(await db().meetingEvent.count({ where: { ...about, sealed: { not: null } } })).toBeGreaterThan(5)
  await leaveGroup(ben, LeaveGroup.parse({ groupId: circle.groupId, words: 'nameless' }))
  expect(await db().meetingEvent.count({ where: { ...about, sealed: { not: null } } })).toBe(0)
  // Each process forgets what it knew as soon as it hears of it.
  await vi.waitFor(async () => expect(JSON.stringify(await requireRun(owner, about))).not.toContain(ben.userId), { timeout: 20_000 })
})

test('a run that was being read while runs were forgotten is not kept', async () => {
  const { owner } = circle
  const keep = runKeeper(about.meetingId)
  await act(owner, { type: 'agenda-set', items: [item] })
  expect(knownRun(about.meetingId).items).toHaveLength(1)
  const { run } = await requireRun(owner, about)
  forgetRuns()
  keep(run)
  expect(knownRun(about.meetingId)).toEqual(NEW_RUN)
})
