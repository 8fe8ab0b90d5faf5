import { expect, test } from 'vitest'
import type { MeetingAction } from '#domain/live-meeting/action.ts'
import { agendaMinutes, meetingClock, neighbours, timeSpent } from '#domain/live-meeting/clock.ts'
import { item, runOf } from '#tests/domain/live-meeting/events.ts'

const [opening, reading, closing] = [item({ minutes: 5 }), item({ minutes: 20, paragraphs: ['3', '4'] }), item({ minutes: 5 })]
const planned: MeetingAction = { type: 'agenda-set', items: [opening, reading, closing] }

test('a meeting begins with its first item, and its clock follows what is open and not the plan', () => {
  const run = runOf([
    planned,
    { type: 'started', at: 600_000 },
    { type: 'item-opened', itemId: reading.id, at: 720_000 },
    { type: 'item-opened', itemId: opening.id, at: 780_000 },
  ])
  expect(run).toMatchObject({ phase: 'RUNNING', startedAt: 600_000, currentId: opening.id, paragraph: null })
  expect(timeSpent(run, opening.id, 840_000)).toBe(180_000)
  expect(timeSpent(run, reading.id, 840_000)).toBe(60_000)
  expect(meetingClock(run, 30, 840_000)).toEqual({ itemLeft: 120_000, meetingLeft: 1_560_000, late: 120_000 + 1_500_000 - 1_560_000 })
  expect(meetingClock(run, 30, 1_200_000)?.itemLeft).toBe(-240_000)
})

test('pressing “next” twice, or on two devices, opens one item', () => {
  const next = { type: 'item-opened', itemId: reading.id } as const
  const once = runOf([planned, { type: 'started' }, { ...next, at: 200_000 }])
  const twice = runOf([planned, { type: 'started' }, { ...next, at: 200_000 }, { ...next, at: 260_000 }])
  expect({ ...twice, seq: 3, at: 200_000 }).toEqual(once)
  expect(once.paragraph).toBe('3')
  expect(neighbours(once)).toEqual({ previous: opening, current: reading, next: closing })
})

test('minutes can be given from a later item, which keeps one, and the whole stays the same', () => {
  const given = runOf([planned, { type: 'minutes-given', itemId: reading.id, fromId: closing.id, minutes: 10 }])
  expect(given.items.map(({ minutes }) => minutes)).toEqual([5, 24, 1])
  expect(agendaMinutes(given)).toBe(30)
  expect(agendaMinutes(runOf([planned, { type: 'minutes-given', itemId: reading.id, fromId: null, minutes: 5 }]))).toBe(35)
  const same = runOf([planned, { type: 'minutes-given', itemId: reading.id, fromId: reading.id, minutes: 5 }])
  expect(agendaMinutes(same)).toBe(30)
})

test('items are added, moved, changed and taken out, but never what is or was open', () => {
  const extra = item({ title: 'More' })
  const run = runOf([
    planned,
    { type: 'item-added', item: extra, beforeId: closing.id },
    { type: 'item-moved', itemId: closing.id, beforeId: opening.id },
    { type: 'item-changed', itemId: extra.id, title: 'Less', minutes: 3, ownerId: null },
    { type: 'started' },
    { type: 'item-removed', itemId: closing.id },
    { type: 'item-removed', itemId: opening.id },
    { type: 'item-moved', itemId: extra.id, beforeId: extra.id },
    { type: 'agenda-set', items: [opening] },
  ])
  expect(run.items.map(({ title, minutes }) => [title, minutes])).toEqual([
    ['An item', 5],
    ['An item', 20],
    ['Less', 3],
  ])
  expect(run.currentId).toBe(closing.id)
})

test('a closed meeting stays as it was, and can be opened again', () => {
  const closed = runOf([planned, { type: 'started' }, { type: 'closed' }, { type: 'item-opened', itemId: closing.id }])
  expect(closed).toMatchObject({
    phase: 'CLOSED',
    closedAt: 180_000,
    currentId: opening.id,
    openedAt: null,
    spent: { [opening.id]: 60_000 },
  })
  expect(meetingClock(closed, 30, 1e6)).toBeNull()
  expect(runOf([planned, { type: 'started' }, { type: 'closed' }, { type: 'reopened' }])).toMatchObject({
    phase: 'RUNNING',
    closedAt: null,
    currentId: opening.id,
    openedAt: 240_000,
  })
})

test('nothing begins without an agenda', () => {
  expect(runOf([{ type: 'started' }])).toMatchObject({ phase: 'PLANNED', startedAt: null, seq: 1 })
})

test('how often each spoke is dropped as a meeting is closed, unless that says that the group keeps it', () => {
  const spoke: MeetingAction[] = [
    planned,
    { type: 'started' },
    { type: 'turn-asked', turnId: 't', speakerId: 'ann', kind: 'QUESTION' },
    { type: 'turn-opened', turnId: 't' },
  ]
  expect(runOf([...spoke, { type: 'closed' }]).spoken).toEqual({})
  // Whoever speaks as it is closed has had their turn too.
  const kept = runOf([...spoke, { type: 'closed', keepsTurns: true }])
  expect(kept.spoken).toEqual({ ann: { turns: 1, time: 60_000 } })
  expect(runOf([...spoke, { type: 'closed', keepsTurns: true }, { type: 'reopened' }]).spoken).toEqual(kept.spoken)
})
