import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import type { TakePosition } from '#domain/group-answer.ts'
import type { Viewer } from '#domain/viewer.ts'
import { db } from '#server/db.ts'
import { createAnswer } from '#server/talk/answers.ts'
import { revealAnswers, updateAnswering } from '#server/talk/asked-questions.ts'
import { appendTextUpdate } from '#server/talk/group-answer-words.ts'
import {
  createGroupAnswer,
  listGroupAnswers,
  listHistory,
  proposeVersion,
  requireGroupAnswer,
  takePosition,
  takeStep,
} from '#server/talk/group-answers.ts'
import { CHAPTER, type Circle, createCircle, problemOf } from '#tests/support/circle.ts'
import { createMeeting } from '#tests/support/factories.ts'

const QUESTION = 'why-two'

/** A group answer with one text that everybody here writes in. */
async function begin(circle: Circle) {
  const { groupId, ada } = circle
  const { id: groupAnswerId } = await createGroupAnswer(ada, { id: randomUUID(), groupId, chapter: CHAPTER, questionId: QUESTION })
  const doc = new Y.Doc()
  const about = { groupId, groupAnswerId }
  const write = async (viewer: Viewer, change: (text: Y.Text) => void) => {
    // Each person writes on a device of their own.
    const own = new Y.Doc()
    Y.applyUpdate(own, Y.encodeStateAsUpdate(doc))
    change(own.getText('words'))
    const update = Y.encodeStateAsUpdate(own, Y.encodeStateVector(doc))
    await appendTextUpdate(viewer, { ...about, id: randomUUID(), after: 0, update: Buffer.from(update).toString('base64') })
    Y.applyUpdate(doc, update)
  }
  const propose = (viewer: Viewer) => proposeVersion(viewer, { ...about, id: randomUUID(), body: doc.getText('words').toString() })
  const say = (viewer: Viewer, version: number, stance: TakePosition['stance'], more: Partial<TakePosition> = {}) =>
    takePosition(viewer, { ...about, id: randomUUID(), version, stance, body: '', named: true, ...more })
  const step = (viewer: Viewer, version: number, state: 'AGREED' | 'RECORDED' | 'OPEN') =>
    takeStep(viewer, { ...about, id: randomUUID(), version, state })
  return { about, write, propose, say, step }
}

describe('the group’s answer', () => {
  test('goes from open to the record with a dissent, its date and its session; opened again it keeps its history', async () => {
    const circle = await createCircle()
    const { groupId, owner, ada, ben } = circle
    const meeting = await createMeeting({ group: { id: groupId }, startedAt: new Date() })
    const { about, write, propose, say, step } = await begin(circle)
    await write(ada, (text) => text.insert(0, 'Two bulges, '))
    await write(ben, (text) => text.insert(text.length, 'since the far side lags.'))
    expect(await propose(ben)).toMatchObject({
      state: 'PROPOSED',
      current: { version: 1, body: 'Two bulges, since the far side lags.', writers: [{ name: 'Ada' }, { name: 'Ben' }] },
    })
    await say(ada, 1, 'AGREE')
    await say(owner, 1, 'RESERVATION', { body: 'For the open sea alone.' })
    const dissent = await say(ben, 1, 'DISSENT', { body: 'It explains nothing.', named: false })
    expect(dissent.positions.find(({ mine }) => mine)).toMatchObject({ creator: { name: 'Ben' }, named: false })
    const seen = (await requireGroupAnswer(ada, about)).positions.find(({ stance }) => stance === 'DISSENT')
    expect(seen).toMatchObject({ creator: null, body: 'It explains nothing.', mine: false })
    expect(JSON.stringify(seen)).not.toContain(ben.userId)

    await problemOf(step(ada, 1, 'AGREED'), 'forbidden')
    await problemOf(step(owner, 1, 'RECORDED'), 'conflict')
    await step(owner, 1, 'AGREED')
    expect(await step(owner, 1, 'RECORDED')).toMatchObject({
      state: 'RECORDED',
      step: { state: 'RECORDED', agreed: 2, members: 3, meeting: { id: meeting.id } },
    })
    await problemOf(propose(ada), 'conflict')
    await step(owner, 1, 'OPEN')
    const history = await listHistory(ada, about)
    expect(history.steps.map(({ state }) => state)).toEqual(['PROPOSED', 'AGREED', 'RECORDED', 'OPEN'])
    expect(history.positions).toHaveLength(3)
  })

  test('support does not stay on a text that changed under it; signs and spaces are no change; what was said before stays on record', async () => {
    const circle = await createCircle()
    const { ada, ben } = circle
    const { about, write, propose, say } = await begin(circle)
    await write(ada, (text) => text.insert(0, 'the moon pulls'))
    await propose(ada)
    await say(ada, 1, 'AGREE')
    await say(ben, 1, 'AGREE')
    await write(ada, (text) => text.insert(text.length, '.'))
    expect((await propose(ada)).positions).toHaveLength(2)
    await write(ben, (text) => text.insert(0, 'Not only '))
    const third = await propose(ben)
    expect(third).toMatchObject({ positions: [], earlier: { version: 1, stance: 'AGREE' }, current: { version: 3 } })
    await problemOf(say(ada, 2, 'AGREE'), 'conflict')
    await say(ada, 3, 'DISSENT', { body: 'It was better before.' })
    await say(ada, 3, 'RESERVATION', { body: 'On second thoughts.' })
    expect((await requireGroupAnswer(ada, about)).positions).toMatchObject([{ stance: 'RESERVATION' }])
    expect((await listHistory(ada, about)).positions.map(({ stance }) => stance)).toEqual(['AGREE', 'AGREE', 'DISSENT', 'RESERVATION'])
  })

  test('a sentence keeps its link to whose it is as long as the words are theirs; without a name it names nobody', async () => {
    const circle = await createCircle()
    const { groupId, owner, ada, ben } = circle
    await updateAnswering(owner, { groupId, answerFirst: false, nameless: true })
    const place = { groupId, chapter: CHAPTER, questionId: QUESTION }
    const named = await createAnswer(ada, { ...place, id: randomUUID(), body: 'The moon pulls. The sun helps.' })
    const nameless = await createAnswer(ben, { ...place, id: randomUUID(), body: 'The far side lags.', sharing: 'NAMELESS' })
    const { write, propose } = await begin(circle)
    await write(owner, (text) => {
      text.insert(0, 'The sun helps. ', { from: named.id })
      text.insert(text.length, 'The far side lags. ', { from: nameless.id })
      text.insert(text.length, 'Never said.', { from: named.id })
    })
    expect((await propose(owner)).current?.taken).toEqual([
      { text: 'The sun helps.', answerId: named.id, creator: { id: ada.userId, name: 'Ada' } },
      { text: 'The far side lags.', answerId: nameless.id, creator: null },
    ])
  })

  test('whoever has not answered meets no word of it before it is agreed, and writes in none', async () => {
    const circle = await createCircle()
    const { groupId, owner, ada, ben } = circle
    await updateAnswering(owner, { groupId, answerFirst: true, nameless: false })
    const place = { groupId, chapter: CHAPTER, questionId: QUESTION }
    for (const viewer of [owner, ada]) await createAnswer(viewer, { ...place, id: randomUUID(), body: 'What I think.' })
    await problemOf(createGroupAnswer(ben, { ...place, id: randomUUID() }), 'forbidden')
    const { about, write, propose, step } = await begin(circle)
    await write(ada, (text) => text.insert(0, 'The moon.'))
    await propose(ada)
    expect(await listGroupAnswers(ben, { groupId, chapter: CHAPTER })).toEqual([])
    await problemOf(requireGroupAnswer(ben, about), 'not-found')
    await step(owner, 1, 'AGREED')
    expect(await listGroupAnswers(ben, { groupId, chapter: CHAPTER })).toMatchObject([
      { current: { body: 'The moon.' }, can: { write: false } },
    ])
    await problemOf(listHistory(ben, about), 'not-found')
    await revealAnswers(owner, { ...place, revealed: true })
    expect(await listHistory(ben, about)).toMatchObject({ versions: [{ version: 1 }] })
  })

  test('there is one, however many begin it at once', async () => {
    const { groupId, owner, ada, ben } = await createCircle()
    const begun = await Promise.all(
      [owner, ada, ben].map((viewer) => createGroupAnswer(viewer, { id: randomUUID(), groupId, chapter: CHAPTER, questionId: QUESTION })),
    )
    expect(new Set(begun.map(({ id }) => id)).size).toBe(1)
    expect(await db().groupAnswer.count({ where: { groupId } })).toBe(1)
  })
})
