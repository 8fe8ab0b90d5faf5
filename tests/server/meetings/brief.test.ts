import { randomUUID } from 'node:crypto'
import { beforeAll, expect, test } from 'vitest'
import { AppendEvents, type MeetingAction } from '#domain/live-meeting/action.ts'
import { db } from '#server/db.ts'
import { requireBrief } from '#server/meetings/brief.ts'
import { appendEvents } from '#server/meetings/live-meeting.ts'
import { makeWorld } from '#tests/support/access-world.ts'
import { findCanaries } from '#tests/support/canaries.ts'
import { CHAPTER, type Circle, createCircle } from '#tests/support/circle.ts'
import { asViewer, createAnswer, createMeeting, createVisit } from '#tests/support/factories.ts'

let circle: Circle
beforeAll(async () => {
  circle = await createCircle()
})
const WEEK = 7 * 24 * 3_600_000
const people = ({ owner, ada, ben }: Circle) => ({ olga: owner.userId, ada: ada.userId, ben: ben.userId })

test('facilitators learn who opened the chapters, what nobody has answered, and who was there and not heard', async () => {
  const { groupId, owner, ada, ben } = circle
  const group = { id: groupId }
  const { id: lastId } = await createMeeting({ group, chapter: CHAPTER, startsAt: new Date(Date.now() - WEEK) })
  const { id: meetingId } = await createMeeting({
    group,
    ...{ chapter: CHAPTER, moreChapters: ['tables-and-mills'], startsAt: new Date(Date.now() + WEEK) },
  })
  const brief = async () => (await requireBrief(owner, { groupId, meetingId })).brief
  const before = await brief()
  expect(before.lastTime).toBeNull()
  expect(before.readers.every(({ opened }) => opened === 0)).toBe(true)
  const [question] = before.unanswered

  await createVisit({ group, user: { id: ada.userId }, chapter: CHAPTER, seenAt: new Date() })
  await createAnswer({ group, creator: { id: ada.userId }, chapter: CHAPTER, questionId: 'seen-the-sea', body: 'Once.' })
  const [itemId, turnId] = [randomUUID(), randomUUID()]
  const items = [{ id: itemId, title: 'Talk', questionId: null, kind: null, paragraphs: [], minutes: 60, ownerId: null }]
  const line = { type: 'line-written', lineId: randomUUID(), itemId, kind: 'NOTE', text: 'Noted', ownerId: null, due: null } as const
  const actions: MeetingAction[] = [
    { type: 'agenda-set', items },
    { type: 'started' },
    { type: 'turn-asked', turnId, speakerId: people(circle).ada, kind: 'NEW_POINT' },
    { type: 'turn-opened', turnId },
    // Who waits and is not called is not heard.
    { type: 'turn-asked', turnId: randomUUID(), speakerId: people(circle).ben, kind: 'NEW_POINT' },
    line,
    { type: 'closed' },
  ]
  const events = actions.map((action) => ({ id: randomUUID(), madeAt: Date.now(), action }))
  await appendEvents(owner, AppendEvents.parse({ groupId, meetingId: lastId, events }))
  for (const { userId } of [owner, ada, ben])
    await db().attendance.upsert({
      where: { meetingId_userId: { meetingId: lastId, userId } },
      create: { groupId, meetingId: lastId, userId, present: true },
      update: { present: true },
    })
  const after = await brief()
  expect(after.readers.filter(({ opened }) => opened > 0)).toEqual([{ name: 'Ada', opened: 1 }])
  expect(after.unanswered).not.toContain(question)
  expect(after.unanswered).toHaveLength(before.unanswered.length - 1)
  expect(after.lastTime).toMatchObject({ quiet: ['Ben'], away: [], anyVoice: true })
  for (const who of [ada, ben, circle.stranger])
    await expect(requireBrief(who, { groupId, meetingId })).rejects.toMatchObject({ kind: 'not-found' })
})

test('whoever facilitates one meeting reads its brief and no other, until it is over or somebody else facilitates', async () => {
  const { groupId, owner, ben } = circle
  const [about, other] = await Promise.all(
    [1, 2].map(() => createMeeting({ group: { id: groupId }, startsAt: new Date(Date.now() + WEEK) })),
  )
  const does = (...actions: MeetingAction[]) => {
    const events = actions.map((action) => ({ id: randomUUID(), madeAt: Date.now(), action }))
    return appendEvents(owner, AppendEvents.parse({ groupId, meetingId: about?.id, events }))
  }
  const reads = (meetingId = '') =>
    requireBrief(ben, { groupId, meetingId }).then(
      () => true,
      () => false,
    )
  const given = (holderId: string): MeetingAction => ({ type: 'role-given', role: 'FACILITATOR', holderId })
  await does(given(ben.userId))
  expect(await Promise.all([reads(about?.id), reads(other?.id)])).toEqual([true, false])
  await does(given(owner.userId))
  expect(await reads(about?.id)).toBe(false)
  const item = { id: randomUUID(), title: 'Talk', questionId: null, kind: null, paragraphs: [], minutes: 60, ownerId: null }
  await does(given(ben.userId), { type: 'agenda-set', items: [item] }, { type: 'started' })
  expect(await reads(about?.id)).toBe(true)
  await does({ type: 'closed' })
  expect(await reads(about?.id)).toBe(false)
})

test('nothing that is private, or was taken away, is in it', async () => {
  const { group, meeting, people: who } = await makeWorld()
  const facilitator = asViewer({ id: who.facilitator?.id ?? '', name: 'Facilitator' })
  const { brief } = await requireBrief(facilitator, { groupId: group.id, meetingId: meeting.id })
  expect(brief.readers.map(({ name }) => name)).toContain('Creator')
  // A suggestion that is not accepted is no question of the group.
  expect(findCanaries(JSON.stringify(brief))).toEqual([])
})
