import { randomUUID } from 'node:crypto'
import { beforeAll, expect, test } from 'vitest'
import type { MeetingItem, Rearrangement } from '#domain/meeting.ts'
import type { Viewer } from '#domain/viewer.ts'
import { db } from '#server/db.ts'
import { createMeetings, listMeetings, requireMeeting, updateMeeting } from '#server/meetings/meetings.ts'
import { rearrangeMeetings } from '#server/meetings/rearrange.ts'
import { asViewer, createGroup, createMeeting, createUser } from '#tests/support/factories.ts'

let owner: Viewer
let user: { id: string }
beforeAll(async () => {
  const made = await createUser({ name: 'Olga' })
  user = made
  owner = asViewer(made)
})

/** Two meetings a week apart, over the spring change in London. */
async function planned() {
  const { id: groupId } = await createGroup({ owner: user, guide: 'tides' })
  const schedule = {
    startDate: '2025-03-17',
    weekday: 4,
    time: '18:30',
    timeZone: 'Europe/London',
    minutes: 60,
    place: 'Library',
    number: 2,
  }
  const ids = [randomUUID(), randomUUID()]
  const more = { everyWeeks: 2, weeksOff: [], chaptersEach: 1, firstChapter: 'two-bulges' }
  const meetings = await createMeetings(owner, { groupId, ids, schedule: { ...schedule, ...more } })
  const [first, second] = meetings as [MeetingItem, MeetingItem]
  return { groupId, first, second, change: (change: Rearrangement) => rearrangeMeetings(owner, { groupId, change }) }
}
const shown = (meetings: MeetingItem[]) =>
  meetings.map(({ startsAt, chapter, moreChapters, status }) => [
    ...[startsAt.slice(0, 16), status[0]],
    ...[chapter, ...moreChapters.map(({ slug }) => slug)],
  ])

test('merged and split again, the plan is what it was; what is merged is cancelled, so that calendars hear of it', async () => {
  const { first, change } = await planned()
  const merge = { kind: 'MERGE', meetingId: first.id, version: 1, later: 'SHIFT' } as const
  const merged = await change(merge)
  expect(shown(merged)).toEqual([
    ['2025-03-20T18:30', 'S', 'two-bulges', 'tables-and-mills'],
    ['2025-04-03T17:30', 'C', 'tables-and-mills'],
  ])
  expect(merged[0]?.chapterTitle).toMatch(/^Two bulges · /)
  await expect(change(merge)).rejects.toMatchObject({ kind: 'conflict' })
  const split = {
    kind: 'SPLIT',
    meetingId: first.id,
    version: 2,
    later: 'STAY',
    newId: randomUUID(),
    date: '2025-04-03',
    time: '18:30',
  } as const
  const apart = await change(split)
  expect(shown(apart.filter(({ status }) => status === 'SCHEDULED'))).toEqual([
    ['2025-03-20T18:30', 'S', 'two-bulges'],
    ['2025-04-03T17:30', 'S', 'tables-and-mills'],
  ])
  // Sent again, as from a bad connection, it makes no third.
  expect(shown(await change(split))).toEqual(shown(apart))
  expect(await db().meeting.count({ where: { id: split.newId, minutes: 60, place: 'Library' } })).toBe(1)
})

test('skipped, or moved with those after it, each keeps its time of day over the clock change', async () => {
  const { groupId, first, change } = await planned()
  expect(shown(await change({ kind: 'SKIP', meetingId: first.id, version: 1 }))).toEqual([
    ['2025-04-03T17:30', 'S', 'two-bulges'],
    ['2025-04-17T17:30', 'S', 'tables-and-mills'],
  ])
  await updateMeeting(owner, { groupId, meetingId: first.id, version: 2, date: '2025-03-27', later: 'SHIFT' })
  expect(shown(await listMeetings(owner, { groupId }))).toEqual([
    ['2025-03-27T18:30', 'S', 'two-bulges'],
    ['2025-04-10T17:30', 'S', 'tables-and-mills'],
  ])
})

test('what has begun stays where it is, and the ids and meetings of other groups are out of reach', async () => {
  const { groupId, first, change } = await planned()
  const begun = await createMeeting({ group: { id: groupId }, startsAt: new Date('2025-03-21T18:30Z') })
  await db().meeting.update({ where: { id: begun.id }, data: { startedAt: new Date() } })
  await change({ kind: 'SKIP', meetingId: first.id, version: 1 })
  const stays = await requireMeeting(owner, { groupId, meetingId: begun.id })
  expect(stays.startsAt).toBe('2025-03-21T18:30:00.000Z')
  await expect(change({ kind: 'SKIP', meetingId: begun.id, version: stays.version })).rejects.toMatchObject({ kind: 'invalid' })
  const other = await planned()
  await expect(change({ kind: 'SKIP', meetingId: other.first.id, version: 1 })).rejects.toMatchObject({ kind: 'not-found' })
  const add = { kind: 'ADD', later: 'STAY', chapter: 'two-bulges', date: '2025-05-01', time: '18:30' } as const
  await expect(change({ ...add, newId: other.first.id })).rejects.toMatchObject({ kind: 'conflict' })
  await expect(change({ ...add, newId: randomUUID(), chapter: 'not-there' })).rejects.toMatchObject({ kind: 'invalid' })
})
