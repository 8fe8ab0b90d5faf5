import { randomUUID } from 'node:crypto'
import { beforeEach, expect, test } from 'vitest'
import { UpdateGroup } from '#domain/group.ts'
import { AppendEvents, type MeetingAction } from '#domain/live-meeting/action.ts'
import { requireRecord } from '#server/exports/record.ts'
import { saveGroup } from '#server/groups/groups.ts'
import { readRun } from '#server/meetings/event-rows.ts'
import { appendEvents } from '#server/meetings/live-meeting.ts'
import { requireMeeting } from '#server/meetings/meetings.ts'
import { type Circle, createCircle } from '#tests/support/circle.ts'
import { addMember, asViewer, createMeeting, createUser } from '#tests/support/factories.ts'

let circle: Circle
let about: { groupId: string; meetingId: string }
beforeEach(async () => {
  circle = await createCircle()
  about = { groupId: circle.groupId, meetingId: (await createMeeting({ group: { id: circle.groupId } })).id }
})

const choose = (choice: { turns?: 'on' | 'off'; attendance?: 'on' | 'off' }) =>
  saveGroup(circle.owner, UpdateGroup.parse({ groupId: circle.groupId, name: 'Readers', ...choice }))
const act = (who: Circle['ben'], ...actions: MeetingAction[]) =>
  appendEvents(who, AppendEvents.parse({ ...about, events: actions.map((action) => ({ id: randomUUID(), madeAt: Date.now(), action })) }))
const item = { id: randomUUID(), title: 'Round', questionId: null, kind: null, paragraphs: [], minutes: 5, ownerId: null }

/** Ben has the floor, Ada writes a line, and the session is closed. */
async function evening(closed: MeetingAction = { type: 'closed' }): Promise<void> {
  const { owner, ada, ben } = circle
  const turnId = randomUUID()
  await act(owner, { type: 'agenda-set', items: [item] }, { type: 'started' })
  await act(ben, { type: 'turn-asked', turnId, speakerId: ben.userId, kind: 'QUESTION' })
  await act(owner, { type: 'turn-opened', turnId }, { type: 'turn-ended', turnId })
  await act(ada, { type: 'line-written', lineId: randomUUID(), itemId: null, kind: 'NOTE', text: 'Said', ownerId: null, due: null })
  await act(owner, closed)
}
const turns = async () => (await readRun(about)).spoken[circle.ben.userId]?.turns
const inRecord = async () => JSON.stringify((await requireRecord(circle.ada, about)).parts)

test('how often each spoke is dropped as a session is closed, whatever a device says', async () => {
  await evening({ type: 'closed', keepsTurns: true })
  expect(await turns()).toBeUndefined()
  expect((await requireMeeting(circle.ada, about)).keepsTurns).toBe(false)
  expect(await inRecord()).not.toContain('Had the floor')
  // Choosing it later brings nothing back.
  await choose({ turns: 'on' })
  expect(await turns()).toBeUndefined()
})

test('a group that chose so keeps it, for its record too, until it chooses otherwise', async () => {
  await choose({ turns: 'on' })
  expect((await requireMeeting(circle.ada, about)).keepsTurns).toBe(true)
  await evening()
  expect(await turns()).toBe(1)
  expect(await inRecord()).toContain('Had the floor: Ben: 1 turn, under a minute.')
  // Other settings leave it alone; once it was dropped, choosing it again does not bring it back.
  await choose({})
  expect(await turns()).toBe(1)
  await choose({ turns: 'off' })
  expect(await turns()).toBeUndefined()
  await choose({ turns: 'on' })
  expect(await inRecord()).not.toContain('Had the floor')
})

test('a group that keeps nothing of who spoke keeps no counts either', async () => {
  await choose({ attendance: 'off', turns: 'on' })
  expect((await requireMeeting(circle.ada, about)).keepsTurns).toBe(false)
  await evening()
  expect(await turns()).toBeUndefined()
  expect(await inRecord()).not.toMatch(/Had the floor|Present/)
})

test('a group that asks for forgetting later has its counts forgotten with it', async () => {
  await choose({ turns: 'on' })
  await evening()
  await choose({ attendance: 'off' })
  expect(await turns()).toBeUndefined()
})

test('whoever steered, had the floor or wrote is ticked as the session is closed, and nobody else', async () => {
  const silent = await createUser({ name: 'Ceri' })
  await addMember({ group: { id: circle.groupId }, user: silent })
  await evening()
  const present = async () => {
    const { attendances } = await requireMeeting(circle.owner, about)
    return attendances.filter((row) => row.present).map(({ member }) => member.name)
  }
  expect(await present()).toEqual(['Ada', 'Ben', 'Olga'])
  // A line that is written days later says nothing of who was there.
  const late = { type: 'line-written', lineId: randomUUID(), itemId: null, kind: 'NOTE', text: 'Late', ownerId: null, due: null } as const
  await act(asViewer(silent), late)
  expect(await present()).toEqual(['Ada', 'Ben', 'Olga'])
})
