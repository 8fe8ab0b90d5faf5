import { randomUUID } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import { beforeEach, expect, test } from 'vitest'
import { GET as getMissed } from '#app/groups/[groupId]/meetings/[meetingId]/missed/route.ts'
import { makeAgenda } from '#domain/agenda.ts'
import { AppendEvents, type MeetingAction } from '#domain/live-meeting/action.ts'
import { MOST_SUMMARY, PublishSummary } from '#domain/live-meeting/summary.ts'
import { findChaptersOf, findForAgenda } from '#server/meetings/agenda.ts'
import { findTemplate, saveTemplate } from '#server/meetings/agenda-template.ts'
import { findCarried } from '#server/meetings/carried.ts'
import { listHandedOver } from '#server/meetings/handed-over.ts'
import { requireHeld } from '#server/meetings/held.ts'
import { appendEvents, requireRun } from '#server/meetings/live-meeting.ts'
import { requireMeeting } from '#server/meetings/meetings.ts'
import { publishSummary } from '#server/meetings/summary.ts'
import { createAnnotation } from '#server/talk/annotations.ts'
import { createComment } from '#server/talk/comments.ts'
import { CHAPTER, type Circle, createCircle, marking, saying } from '#tests/support/circle.ts'
import { createMeeting } from '#tests/support/factories.ts'
import { call, signedIn } from '#tests/support/request.ts'

let circle: Circle
let about: { groupId: string; meetingId: string }
const WEEK = 7 * 24 * 3600 * 1000
beforeEach(async () => {
  circle = await createCircle()
  about = await meetingAgo(1, [{ kind: 'DECISION', text: 'We meet at seven' }, { text: 'The moon <b>pulls</b>' }])
})

async function meetingAgo(weeks: number, lines: NonNullable<Parameters<typeof createMeeting>[0]['lines']> = []) {
  const startsAt = new Date(Date.now() - weeks * WEEK)
  const { id: meetingId } = await createMeeting({ group: { id: circle.groupId }, startsAt, lines })
  return { groupId: circle.groupId, meetingId }
}
const act = (viewer: Circle['ben'], ...actions: MeetingAction[]) =>
  appendEvents(
    viewer,
    AppendEvents.parse({ ...about, events: actions.map((action) => ({ id: randomUUID(), madeAt: Date.now(), action })) }),
  )
const publish = (viewer: Circle['ben'], parts: Partial<PublishSummary> = {}) =>
  publishSummary(viewer, PublishSummary.parse({ ...about, version: 0, body: '**Decided:** seven', short: 'Seven.', ...parts }))
async function missed(viewer: Circle['ben'], as = 'page') {
  const headers = await signedIn({ id: viewer.userId })
  return (await call(getMissed, { headers, params: about, path: `/missed?as=${as}` })).text()
}

test('the note-taker and those who steer publish; of two at once one wins and the other sees what was published', async () => {
  await expect(publish(circle.ben)).rejects.toMatchObject({ kind: 'forbidden' })
  await expect(publish(circle.stranger)).rejects.toMatchObject({ kind: 'not-found' })
  await act(circle.owner, { type: 'role-given', role: 'NOTE_TAKER', holderId: circle.ben.userId })
  const first = await publish(circle.ben)
  expect(first).toMatchObject({
    version: 1,
    html: expect.stringContaining('<strong>Decided:</strong> seven'),
    creator: { id: circle.ben.userId },
  })
  // The answer to a save that got lost on the way: saving the same again is no conflict.
  expect(await publish(circle.ben)).toEqual(first)
  const rivals = await Promise.allSettled([
    publish(circle.ben, { version: 1, body: 'Ben’s' }),
    publish(circle.owner, { version: 1, body: 'Olga’s' }),
  ])
  expect(rivals.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
  const { summary } = await requireMeeting(circle.ben, about)
  expect(summary?.version).toBe(2)
  expect(rivals.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { kind: 'conflict', extra: { current: summary } } })
})

test('a short form that takes more than four text messages is refused at the door', () => {
  const parse = (short: string) => PublishSummary.safeParse({ ...about, version: 0, body: 'x', short }).success
  expect([parse('a'.repeat(612)), parse('a'.repeat(613)), parse('я'.repeat(268)), parse('я'.repeat(269))]).toEqual([
    true,
    false,
    true,
    false,
  ])
})

test('what somebody missed stands on one light page: from the minutes first, then as published', async () => {
  const draft = await missed(circle.ben)
  expect(draft).toContain('has not published a summary yet')
  expect(draft).toContain('We meet at seven')
  expect(draft).not.toContain('<b>pulls')
  await publish(circle.owner, { body: '潮汐。'.repeat(MOST_SUMMARY / 3), short: 'Sieben?' })
  const page = await missed(circle.ben)
  expect(page).not.toContain('has not published')
  expect(page).not.toContain('<script')
  expect(page).toContain(`sms:?&amp;body=Sieben%3F`)
  expect(Buffer.byteLength(page)).toBeLessThan(35_000)
  // In letters of two and three bytes it is packed on its way, as every page is.
  expect(gzipSync(page).length).toBeLessThan(30_000)
  await publish(circle.owner, { version: 1, body: 'A word. '.repeat(MOST_SUMMARY / 8).trim() })
  expect(Buffer.byteLength(await missed(circle.ben))).toBeLessThan(30_000)
  const text = await missed(circle.ben, 'text')
  expect(text).toContain('A word.')
  expect(text.trim().split('\n').at(-1)).toMatch(new RegExp(`/groups/${about.groupId}/meetings/${about.meetingId}$`))
})

test('to-dos and open questions come up again until somebody settles them, the latest first', async () => {
  about = await meetingAgo(2, [
    { kind: 'OPEN', text: 'Who decides?' },
    { kind: 'ACTION', text: 'Bring a globe' },
    { kind: 'AGREED', text: 'Not carried' },
  ])
  const next = await meetingAgo(-1)
  await meetingAgo(0.5, [{ kind: 'ACTION', text: 'Write to Ann' }])
  expect((await findCarried(circle.ben, next)).map(({ text }) => text)).toEqual(['Write to Ann', 'Who decides?', 'Bring a globe'])
  const { run } = await requireRun(circle.ben, about)
  const globe = run.lines.find(({ text }) => text === 'Bring a globe')?.id ?? ''
  await act(circle.ben, { type: 'line-settled', lineId: globe, settled: true })
  expect((await findCarried(circle.ben, next)).map(({ text }) => text)).toEqual(['Write to Ann', 'Who decides?'])
  expect(await findCarried(circle.ben, about)).toEqual([])
  await expect(findCarried(circle.stranger, next)).rejects.toMatchObject({ kind: 'not-found' })
})

test('the passages with the most comments stand in the agenda of all its chapters and in the summary; private ones in neither', async () => {
  const mark = async (words: string, comments: number, visibility: 'GROUP' | 'PRIVATE' = 'GROUP') => {
    const note = await createAnnotation(circle.ada, await marking(circle.groupId, words, { visibility }))
    const subject = { kind: 'annotation', annotationId: note.id } as const
    for (let number = 0; number < comments; number++) await createComment(circle.ada, saying(circle.groupId, subject, `Comment ${number}`))
  }
  await mark('one bulge faces the Moon', 2)
  await mark('The Moon pulls the near side', 3)
  await mark('the Sun helps', 1)
  await mark('the tide is small', 4, 'PRIVATE')
  const { id: meetingId } = await createMeeting({ group: { id: circle.groupId }, chapter: 'tables-and-mills', moreChapters: [CHAPTER] })
  const held = await requireHeld(circle.ben, { groupId: circle.groupId, meetingId })
  expect(held.passages.map(({ exact, comments }) => [exact, comments])).toEqual([
    ['The Moon pulls the near side', 3],
    ['one bulge faces the Moon', 2],
  ])
  expect(await missed(circle.ben)).not.toContain('the tide is small')
  const chapters = await findChaptersOf('tides', held.meeting)
  const made = await findForAgenda(circle.ben, { groupId: circle.groupId, id: meetingId }, chapters)
  expect(made.chapters.map(({ slug, brought }) => [slug, brought.argued])).toEqual([
    ['tables-and-mills', []],
    [CHAPTER, held.passages.map(({ paragraph }) => paragraph)],
  ])
})

test('who holds a role leaves a note to the next to hold it, and nobody else does', async () => {
  about = await meetingAgo(2)
  const note = (text: string) => ({ type: 'hand-over-written', role: 'NOTE_TAKER', text }) as const
  const items = [{ id: randomUUID(), title: 'Tea', questionId: null, kind: null, paragraphs: [], minutes: 60, ownerId: null }]
  await act(
    circle.owner,
    { type: 'agenda-set', items },
    { type: 'started' },
    { type: 'role-given', role: 'NOTE_TAKER', holderId: circle.ben.userId },
  )
  const { refused } = await act(circle.ada, note('Mine'))
  expect(refused).toHaveLength(1)
  await act(circle.ben, note('Read back what was agreed.'))
  const next = await meetingAgo(1)
  expect(await listHandedOver(circle.ada, next)).toMatchObject({ NOTE_TAKER: { text: 'Read back what was agreed.', by: 'Ben' } })
  expect(await listHandedOver(circle.ada, about)).toEqual({})
  await act(circle.ben, note(''))
  expect(await listHandedOver(circle.ada, next)).toEqual({})
  await expect(listHandedOver(circle.stranger, next)).rejects.toMatchObject({ kind: 'not-found' })
})

test('the agenda of a meeting becomes the group’s template, by a facilitator alone, and is proposed the next time', async () => {
  const { groupId } = circle
  await expect(saveTemplate(circle.owner, about)).rejects.toMatchObject({ kind: 'invalid' })
  const items = [
    { id: randomUUID(), title: 'Song', questionId: null, kind: null, paragraphs: [], minutes: 9, ownerId: null },
    { id: randomUUID(), title: 'Read', slot: 'READING' as const, questionId: null, kind: null, paragraphs: [], minutes: 30, ownerId: null },
  ]
  await act(circle.owner, { type: 'agenda-set', items })
  await expect(saveTemplate(circle.ben, about)).rejects.toMatchObject({ kind: 'forbidden' })
  await saveTemplate(circle.owner, about)
  const next = await meetingAgo(-1)
  const meeting = await requireMeeting(circle.ben, next)
  const made = await findForAgenda(circle.ben, { groupId, id: next.meetingId }, await findChaptersOf('tides', meeting))
  // It had no place for openers because it had none: they come before the reading.
  expect(makeAgenda(made, 60).items.map(({ slot, kind, title }) => slot ?? kind ?? title)).toEqual(['Song', 'opener', 'READING'])
  await saveTemplate(circle.owner, { groupId, meetingId: null })
  expect(await findTemplate(groupId)).toBeNull()
})
