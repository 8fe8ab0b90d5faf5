import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { questionIdOf } from '#domain/group-question.ts'
import { db } from '#server/db.ts'
import { updateArchiving } from '#server/groups/archiving.ts'
import { listGroups, requireGroup, updateGroup } from '#server/groups/groups.ts'
import { listInvitations } from '#server/groups/invitations.ts'
import { joinGroup, listWaitingInvitations, refuseInvitation, requireInvitation } from '#server/groups/join.ts'
import { findNextCircle, startNextCircle } from '#server/groups/next-circle.ts'
import { findCalls } from '#server/moderation/calls.ts'
import { createAnnotation, listAnnotations } from '#server/talk/annotations.ts'
import { createAnswer } from '#server/talk/answers.ts'
import { readWords } from '#server/talk/group-answer-words.ts'
import { requireGroupAnswer } from '#server/talk/group-answers.ts'
import { createGroupQuestion, listGroupQuestions } from '#server/talk/group-questions.ts'
import { CHAPTER, createCircle, marking, problemOf } from '#tests/support/circle.ts'
import { createInvitation, createMeeting } from '#tests/support/factories.ts'

const HOUR = 3600 * 1000

test('its owner alone archives a group: coming sessions are cancelled, links end, all can still be read; and back', async () => {
  const { groupId, owner, ada, stranger } = await createCircle()
  const group = { id: groupId }
  const [coming, over] = [
    await createMeeting({ group, startsAt: new Date(Date.now() + HOUR) }),
    await createMeeting({ group, startsAt: new Date(Date.now() - 48 * HOUR) }),
  ]
  const { code } = await createInvitation({ group, creator: { id: owner.userId } })
  await problemOf(updateArchiving(stranger, { groupId, archived: true }), 'not-found')
  await problemOf(updateArchiving(ada, { groupId, archived: true }), 'forbidden')
  await updateArchiving(owner, { groupId, archived: true })
  const { archivedAt, can } = await requireGroup(ada, { groupId })
  await updateArchiving(owner, { groupId, archived: true })
  expect((await requireGroup(ada, { groupId })).archivedAt).toBe(archivedAt)
  expect((await listGroups(ada)).map(({ archived }) => archived)).toEqual([true])
  expect(Object.values(can)).not.toContain(true)
  const statuses = await db().meeting.findMany({
    where: { groupId },
    orderBy: { startsAt: 'asc' },
    select: { id: true, status: true, sequence: true },
  })
  expect(statuses).toEqual([
    { id: over.id, status: 'SCHEDULED', sequence: 0 },
    { id: coming.id, status: 'CANCELLED', sequence: 1 },
  ])
  await problemOf(joinGroup(stranger, { code }), 'gone')
  await updateArchiving(owner, { groupId, archived: false })
  expect((await requireGroup(owner, { groupId })).can).toMatchObject({ invite: true, planMeetings: true })
})

test('a group has a language and a zone, which its owner sets; what is left out stays', async () => {
  const { groupId, owner } = await createCircle()
  await updateGroup(owner, { groupId, name: 'Leserunde', language: 'de', timeZone: 'Europe/Berlin' })
  expect(await updateGroup(owner, { groupId, name: 'Leserunde am Hafen' })).toMatchObject({ language: 'de', timeZone: 'Europe/Berlin' })
})

/** A group with two questions of its own, one of them only suggested, and an agreed answer to the first. */
async function agreedCircle() {
  const circle = await createCircle()
  const { groupId, ada, owner } = circle
  const suggest = (text: string) => createGroupQuestion(ada, { id: randomUUID(), groupId, chapter: CHAPTER, annotationId: null, text })
  const question = await suggest('Who lit it first?')
  await db().groupQuestion.update({ where: { id: question.id }, data: { status: 'ACCEPTED' } })
  await suggest('Only a thought?')
  const place = { groupId, chapter: CHAPTER, questionId: questionIdOf(question.id) }
  await db().askedQuestion.create({ data: place })
  const answer = await db().groupAnswer.create({ data: { id: randomUUID(), ...place, state: 'AGREED', version: 1 } })
  const kept = { groupId, groupAnswerId: answer.id, version: 1, base: 1, body: 'The harbour board, in *spring*.' }
  await db().groupAnswerVersion.create({
    data: { id: randomUUID(), ...kept, parts: [{ text: kept.body, by: ada.userId, from: null }], creatorId: owner.userId },
  })
  return circle
}

test('the next circle starts from the group’s questions and agreed answers, without names, and those chosen are invited', async () => {
  const { groupId, owner, ada, ben, stranger } = await agreedCircle()
  await updateGroup(owner, { groupId, name: 'Old', language: 'de', timeZone: 'Europe/Berlin', welcome: 'Hello.' })
  await updateArchiving(owner, { groupId, archived: true })
  expect(await findNextCircle(ben, { groupId })).toEqual({ questions: 1, answers: 1 })
  const wanted = { id: randomUUID(), groupId, name: 'The next circle', members: [ada.userId], answers: true }
  await problemOf(startNextCircle(ada, { ...wanted, members: [] }), 'forbidden')
  await problemOf(startNextCircle(stranger, wanted), 'not-found')
  await problemOf(startNextCircle(owner, { ...wanted, members: [stranger.userId] }), 'invalid')
  const { groupId: next } = await startNextCircle(owner, wanted)
  expect(await startNextCircle(owner, wanted)).toEqual({ groupId: next })
  expect(await requireGroup(owner, { groupId: next })).toMatchObject({
    ...{ name: 'The next circle', role: 'OWNER', language: 'de', timeZone: 'Europe/Berlin', welcome: 'Hello.', archivedAt: null },
  })
  await problemOf(requireGroup(ada, { groupId: next }), 'not-found')

  const { items } = await listGroupQuestions(owner, { groupId: next, chapter: CHAPTER, cursor: null, limit: 50 })
  expect(items.map(({ text, status, creator }) => ({ text, status, creator }))).toEqual([
    { text: 'Who lit it first?', status: 'ACCEPTED', creator: null },
  ])
  const row = await db().groupAnswer.findFirstOrThrow({ where: { groupId: next }, include: { versions: true } })
  expect(row).toMatchObject({ state: 'OPEN', questionId: items[0]?.questionId, versions: [] })
  expect(await readWords(row)).toEqual({
    body: 'The harbour board, in *spring*.',
    parts: [{ text: 'The harbour board, in *spring*.', by: null, from: null }],
  })

  const [waiting] = await listWaitingInvitations(ada, { groupId })
  expect(waiting).toMatchObject({ groupName: 'The next circle', inviter: 'Olga' })
  const code = waiting?.code ?? ''
  expect([await findCalls(ada, { groupId }), await findCalls(ben, { groupId })]).toEqual([{ waiting: true }, { waiting: false }])
  expect(await listWaitingInvitations(ben, { groupId })).toEqual([])
  // Nobody else comes in by it, or learns where it leads.
  await problemOf(requireInvitation(ben, { code }), 'not-found')
  await problemOf(requireInvitation(null, { code }), 'not-found')
  await problemOf(joinGroup(ben, { code }), 'not-found')
  expect((await listInvitations(owner, { groupId: next })).map(({ invitee }) => invitee).sort()).toEqual(['Ada', null].sort())
  await joinGroup(ada, { code })
  expect((await requireGroup(ada, { groupId: next })).role).toBe('MEMBER')
  expect(await findCalls(ada, { groupId })).toEqual({ waiting: false })
  expect(await listWaitingInvitations(ada, { groupId })).toEqual([])
})

test('a question on a passage goes along as one on that passage, without the words of the note; on a private note, without the passage', async () => {
  const { groupId, owner, ada } = await createCircle()
  const ask = async (words: string, visibility: 'GROUP' | 'PRIVATE') => {
    const note = await createAnnotation(ada, await marking(groupId, words, { motivation: 'questioning', body: 'Ada wonders.' }))
    const asked = { id: randomUUID(), groupId, chapter: CHAPTER, annotationId: note.id, text: `Why ${words}?` }
    const { id } = await createGroupQuestion(ada, asked)
    await db().groupQuestion.update({ where: { id }, data: { status: 'ACCEPTED' } })
    await db().annotation.update({ where: { id: note.id }, data: { visibility } })
    return note
  }
  const note = await ask('A tide', 'GROUP')
  await ask('the sea', 'PRIVATE')
  const { groupId: next } = await startNextCircle(owner, { id: randomUUID(), groupId, name: 'On and on', members: [], answers: false })
  const questions = await db().groupQuestion.findMany({ where: { groupId: next }, orderBy: { text: 'asc' }, include: { annotation: true } })
  expect(questions.map(({ text, annotation }) => [text, annotation?.exact])).toEqual([
    ['Why A tide?', 'A tide'],
    ['Why the sea?', undefined],
  ])
  const { start, end } = note
  expect(questions[0]?.annotation).toMatchObject({
    groupId: next,
    chapter: CHAPTER,
    start,
    end,
    body: '',
    creatorId: owner.userId,
    visibility: 'GROUP',
  })
  expect(
    (await listAnnotations(owner, { groupId: next, chapter: CHAPTER, cursor: null, limit: 50, order: 'position' })).items,
  ).toHaveLength(1)
})

test('whoever does not want to says no, and the answers of a circle that wants to begin afresh stay behind', async () => {
  const { groupId, owner, ada, ben } = await agreedCircle()
  const { groupId: next } = await startNextCircle(owner, {
    id: randomUUID(),
    groupId,
    name: 'Afresh',
    members: [ben.userId],
    answers: false,
  })
  expect(await db().groupAnswer.count({ where: { groupId: next } })).toBe(0)
  const [waiting] = await listWaitingInvitations(ben, { groupId })
  await refuseInvitation(ada, { code: waiting?.code ?? '' })
  expect(await listWaitingInvitations(ben, { groupId })).toHaveLength(1)
  await refuseInvitation(ben, { code: waiting?.code ?? '' })
  expect(await listWaitingInvitations(ben, { groupId })).toEqual([])
  await problemOf(joinGroup(ben, { code: waiting?.code ?? '' }), 'gone')
})

test('where one answers first, the draft that came along is seen after one’s own answer', async () => {
  const { groupId, owner } = await agreedCircle()
  await db().readingGroup.update({ where: { id: groupId }, data: { answerFirst: true } })
  const { groupId: next } = await startNextCircle(owner, { id: randomUUID(), groupId, name: 'Once more', members: [], answers: true })
  const { id: groupAnswerId, questionId } = await db().groupAnswer.findFirstOrThrow({ where: { groupId: next } })
  await problemOf(requireGroupAnswer(owner, { groupId: next, groupAnswerId }), 'not-found')
  await createAnswer(owner, {
    id: randomUUID(),
    groupId: next,
    chapter: CHAPTER,
    questionId,
    body: 'Mine.',
    sharing: 'NAMED',
    evidence: [],
  })
  expect(await requireGroupAnswer(owner, { groupId: next, groupAnswerId })).toMatchObject({ state: 'OPEN', can: { write: true } })
})
