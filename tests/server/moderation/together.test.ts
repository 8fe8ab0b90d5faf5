import { randomUUID } from 'node:crypto'
import { strFromU8, unzipSync } from 'fflate'
import { beforeEach, expect, test } from 'vitest'
import * as Y from 'yjs'
import { GET as groupArchive } from '#app/api/groups/[groupId]/archive/route.ts'
import { GET as notes } from '#app/api/groups/[groupId]/exported-notes/route.ts'
import { GET as missed } from '#app/groups/[groupId]/meetings/[meetingId]/missed/route.ts'
import { AppendEvents, type MeetingAction } from '#domain/live-meeting/action.ts'
import { applyEvents } from '#domain/live-meeting/apply-event.ts'
import { PublishSummary } from '#domain/live-meeting/summary.ts'
import type { AboutWords, ModerationAct, SaidNoun } from '#domain/moderation.ts'
import type { Viewer } from '#domain/viewer.ts'
import { findCarried } from '#server/meetings/carried.ts'
import { appendEvents, listEvents, requireRun } from '#server/meetings/live-meeting.ts'
import { requireMeeting } from '#server/meetings/meetings.ts'
import { publishSummary } from '#server/meetings/summary.ts'
import { flagWords, requireFlaggable } from '#server/moderation/flags.ts'
import { moderateWords } from '#server/moderation/moderation.ts'
import { listModeration } from '#server/moderation/moderation-list.ts'
import { appendTextUpdate, listTextUpdates } from '#server/talk/group-answer-words.ts'
import { createGroupAnswer, listGroupAnswers, listHistory, proposeVersion, takePosition, takeStep } from '#server/talk/group-answers.ts'
import { CHAPTER, type Circle, createCircle, problemOf } from '#tests/support/circle.ts'
import { createMeeting } from '#tests/support/factories.ts'
import { call, signedIn } from '#tests/support/request.ts'
import { searchDatabase } from '#tests/support/search-database.ts'

// What the group writes together is hidden, brought back and deleted as what somebody says alone, and leaves by no channel meanwhile.

let circle: Circle
let mark: string
let said: Record<'groupAnswer' | 'position' | 'line' | 'summary', string>
let meeting: { groupId: string; meetingId: string }
let next: { groupId: string; meetingId: string }

const event = (action: MeetingAction) => ({ id: randomUUID(), madeAt: Date.now(), action })
const happen = (who: Viewer, ...actions: MeetingAction[]) =>
  appendEvents(who, AppendEvents.parse({ ...meeting, events: actions.map(event) }))
const todo = (lineId: string, text: string) =>
  ({ type: 'line-written', lineId, itemId: null, kind: 'ACTION', text, ownerId: null, due: null }) as const

beforeEach(async () => {
  circle = await createCircle()
  const { groupId, owner, ada } = circle
  mark = `w${randomUUID().replaceAll('-', '')}`
  const week = 7 * 24 * 3600 * 1000
  meeting = { groupId, meetingId: (await createMeeting({ group: { id: groupId }, startsAt: new Date(Date.now() - week) })).id }
  next = { groupId, meetingId: (await createMeeting({ group: { id: groupId }, startsAt: new Date(Date.now() + week) })).id }
  await happen(owner, { type: 'started' })
  const { id: groupAnswerId } = await createGroupAnswer(ada, { id: randomUUID(), groupId, chapter: CHAPTER, questionId: 'why-two' })
  const about = { groupId, groupAnswerId }
  const doc = new Y.Doc()
  doc.getText('words').insert(0, `${mark} answer`)
  const update = Buffer.from(Y.encodeStateAsUpdate(doc)).toString('base64')
  await appendTextUpdate(ada, { ...about, id: randomUUID(), after: 0, update })
  await proposeVersion(ada, { ...about, id: randomUUID(), body: `${mark} answer` })
  const position = randomUUID()
  await takePosition(ada, { ...about, id: position, version: 1, stance: 'DISSENT', body: `${mark} dissent`, named: true })
  await takeStep(owner, { ...about, id: randomUUID(), version: 1, state: 'AGREED' })
  const [lineId, changed] = [randomUUID(), randomUUID()]
  await happen(ada, todo(lineId, `${mark} first words`))
  const written = (await requireRun(ada, meeting)).run.lines[0]
  const { type: _, itemId: _item, ...words } = todo(lineId, `${mark} line`)
  const change = { type: 'line-changed', since: written?.since ?? '', ...words } as const
  await appendEvents(ada, AppendEvents.parse({ ...meeting, events: [{ ...event(change), id: changed }] }))
  await happen(owner, { type: 'role-given', role: 'NOTE_TAKER', holderId: ada.userId })
  await publishSummary(ada, PublishSummary.parse({ ...meeting, version: 0, body: `${mark} summary`, short: `${mark} short` }))
  said = { groupAnswer: groupAnswerId, position, line: changed, summary: meeting.meetingId }
})

const about = (noun: keyof typeof said): AboutWords => ({ groupId: circle.groupId, noun: noun as SaidNoun, subjectId: said[noun] })
const KINDS = ['groupAnswer', 'position', 'line', 'summary'] as const
const act = (who: Viewer, noun: keyof typeof said, what: ModerationAct, reason = 'Because.') =>
  moderateWords(who, { ...about(noun), id: randomUUID(), act: what, reason })

async function text(handler: Parameters<typeof call>[0], who: Viewer, path: string, params: object = {}): Promise<string> {
  const headers = await signedIn({ id: who.userId })
  const response = await call(handler, { headers, path, params: { ...meeting, ...params } })
  expect(response.status).toBe(200)
  return response.text()
}

async function archive(): Promise<string> {
  const response = await call(groupArchive, { headers: await signedIn({ id: circle.owner.userId }), params: { groupId: circle.groupId } })
  return Object.values(unzipSync(new Uint8Array(await response.arrayBuffer())))
    .map((bytes) => strFromU8(bytes))
    .join('\n')
}

/** Everything that leaves of these words, by pages, API, stream, exports and the archive. */
async function everything(who: Viewer): Promise<string> {
  const { groupId } = circle
  const history = await listHistory(who, { groupId, groupAnswerId: said.groupAnswer }).catch(() => null)
  const updates = await listTextUpdates(who, { groupId, groupAnswerId: said.groupAnswer, after: 0 }).catch(() => ({ updates: [] }))
  const parts = [
    await listGroupAnswers(who, { groupId, chapter: CHAPTER }),
    history,
    updates.updates.map((each) => Buffer.from(each, 'base64').toString('latin1')),
    await requireMeeting(who, meeting),
    await requireRun(who, meeting),
    await listEvents(who, { ...meeting, after: 0 }),
    await findCarried(who, next),
    await text(missed, who, '/missed?as=page'),
    await text(missed, who, '/missed?as=text'),
    await text(notes, who, '/api?format=markdown'),
    await archive(),
  ]
  return JSON.stringify(parts).replaceAll(/"now":\d+/g, '')
}

test('what the group writes together is hidden everywhere, answered for by its writer, and comes back', async () => {
  const { ada, ben, owner, groupId } = circle
  const seen = await everything(ben)
  for (const word of ['answer', 'dissent', 'line', 'first words', 'summary', 'short']) expect(seen).toContain(`${mark} ${word}`)
  for (const noun of KINDS) {
    await problemOf(act(ben, noun, 'HIDE'), 'forbidden')
    await flagWords(ben, { ...about(noun), reason: `About the ${noun}.`, hides: true })
    expect((await requireFlaggable(ben, about(noun))).flag).toMatchObject({ hides: false })
  }
  // It stays in their own sight: it is the group's.
  expect((await everything(ben)) === seen).toBe(true)
  expect((await listModeration(owner, { groupId })).flagged?.map(({ noun }) => noun).sort()).toEqual([...KINDS].sort())

  // A device that followed the session loses the words by the event, whoever comes later never has them.
  const followed = (await requireRun(ben, meeting)).run
  for (const noun of KINDS) await act(owner, noun, 'HIDE')
  for (const who of [ada, ben, owner]) expect(await everything(who)).not.toContain(mark)
  const news = await listEvents(ben, { ...meeting, after: followed.seq })
  expect(JSON.stringify(applyEvents(followed, news.events).lines)).not.toContain(mark)
  expect((await listModeration(owner, { groupId })).flagged).toEqual([])
  await problemOf(createGroupAnswer(ada, { id: randomUUID(), groupId, chapter: CHAPTER, questionId: 'why-two' }), 'conflict')
  const lineId = followed.lines[0]?.id ?? ''
  const refused = await happen(ada, { type: 'line-brought-back', lineId, kind: 'NOTE', text: 'No.', ownerId: null, due: null })
  expect(refused.refused).toHaveLength(1)
  await happen(ada, { type: 'line-restored', lineId })
  expect((await requireRun(ben, meeting)).run.lines[0]).toMatchObject({ removed: true, hidden: true, text: '' })

  const own = (await listModeration(ada, { groupId })).own
  expect(own.map(({ noun }) => noun).sort()).toEqual(['line', 'position', 'summary'])
  expect(own.every(({ body }) => body.includes(mark))).toBe(true)
  for (const noun of ['line', 'position', 'summary'] as const) await act(ada, noun, 'REPLY', 'I meant the tide.')
  const { hidden, log } = await listModeration(owner, { groupId })
  expect(hidden).toHaveLength(4)
  expect(hidden?.filter(({ reply }) => reply === 'I meant the tide.')).toHaveLength(3)
  expect(JSON.stringify(log)).not.toContain(mark)

  for (const noun of KINDS) await act(owner, noun, 'RESTORE')
  const back = await everything(ben)
  for (const word of ['answer', 'dissent', 'line', 'summary', 'short']) expect(back).toContain(`${mark} ${word}`)
  expect((await requireRun(ben, meeting)).run.lines.map(({ text: words, removed }) => [words, removed])).toEqual([[`${mark} line`, false]])
})

test('deleted for good, no word of it is in the database, and a group begins its answer again', async () => {
  const { ada, owner, groupId } = circle
  for (const noun of ['position', 'line', 'summary', 'groupAnswer'] as const) await act(owner, noun, 'REMOVE')
  expect(await searchDatabase(mark)).toEqual([])
  for (const noun of KINDS) await problemOf(act(owner, noun, 'RESTORE'), 'not-found')
  expect((await listModeration(ada, { groupId })).own.every(({ removed, body }) => removed && body === '')).toBe(true)
  await createGroupAnswer(ada, { id: randomUUID(), groupId, chapter: CHAPTER, questionId: 'why-two' })
  await publishSummary(ada, PublishSummary.parse({ ...meeting, version: 0, body: 'Anew.', short: '' }))
})

test('a new summary takes the place of a hidden one, and nobody moderates their own words or those of another group', async () => {
  const { ada, owner, stranger, groupId } = circle
  for (const noun of KINDS) await problemOf(act(stranger, noun, 'HIDE'), 'not-found')
  await act(owner, 'summary', 'HIDE')
  expect((await requireMeeting(ada, meeting)).summary).toBeNull()
  const again = await publishSummary(ada, PublishSummary.parse({ ...meeting, version: 0, body: 'Mild words.', short: '' }))
  expect(again.body).toBe('Mild words.')
  await publishSummary(owner, PublishSummary.parse({ ...meeting, version: again.version, body: 'Olga’s words.', short: '' }))
  await problemOf(act(owner, 'summary', 'HIDE'), 'not-found')
  expect((await listModeration(owner, { groupId })).hidden).toEqual([])
})
