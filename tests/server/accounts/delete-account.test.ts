import { randomUUID } from 'node:crypto'
import { beforeEach, describe, expect, test } from 'vitest'
import { POST as deleteForm } from '#app/api/account/deletion/route.ts'
import { deleteAccount, findAccountEnding } from '#server/accounts/delete-account.ts'
import { db, pool } from '#server/db.ts'
import { listNotes } from '#server/exports/note-list.ts'
import { leaveGroup } from '#server/groups/members.ts'
import { createAnnotation, listAnnotations } from '#server/talk/annotations.ts'
import { createAnswer, listAnswers } from '#server/talk/answers.ts'
import { createComment, listComments, removeComment } from '#server/talk/comments.ts'
import { createGroupQuestion } from '#server/talk/group-questions.ts'
import { updateVisit } from '#server/talk/visits.ts'
import { BECOMES } from '#tests/support/becomes.ts'
import { CHAPTER, type Circle, createCircle, marking, problemOf, saying } from '#tests/support/circle.ts'
import { createGroup, createMeeting, createUser } from '#tests/support/factories.ts'
import { sendForm } from '#tests/support/form-visit.ts'
import { nextMoment } from '#tests/support/next-moment.ts'
import { signedIn } from '#tests/support/request.ts'
import { searchDatabase } from '#tests/support/search-database.ts'

const asked = () => ({ request: new Request('http://localhost:3000/'), address: 'unknown', headers: new Headers() })
const place = (groupId: string) => ({ groupId, chapter: CHAPTER, cursor: null, limit: 50 })

let circle: Circle
/** In every word of a test, since all of them write into one database. */
let mark: string
beforeEach(async () => {
  mark = randomUUID().slice(0, 6)
  circle = await createCircle()
  await db().user.update({ where: { id: circle.ada.userId }, data: { name: `Ada ${mark}` } })
  // They have just signed in, which is proof enough in an account without a password.
  for (const { userId, sessionId } of [circle.ada, circle.owner]) {
    await db().session.create({ data: { id: sessionId, userId, sessionToken: randomUUID(), expires: new Date(Date.now() + 60_000) } })
  }
})

/** Ada says one of everything, to the group and to herself; Ben replies to some of it. */
async function talk() {
  const { ada, ben, groupId } = circle
  const note = await createAnnotation(ada, await marking(groupId, 'the Moon', { body: `said-note-${mark}`, tags: [`said-tag-${mark}`] }))
  const about = { kind: 'annotation' as const, annotationId: note.id }
  const reply = await createComment(ben, saying(groupId, about, 'Ben replies.'))
  const comment = await createComment(ada, saying(groupId, about, `said-comment-${mark}`, { parentId: reply.id }))
  await nextMoment()
  await createComment(ben, saying(groupId, about, 'Ben answers that.', { parentId: comment.id }))
  const lonely = await createAnnotation(ada, await marking(groupId, 'the Moon', { body: `said-lonely-${mark}` }))
  const answer = { id: randomUUID(), groupId, chapter: CHAPTER, questionId: 'seen-the-sea', body: `said-answer-${mark}` }
  await createAnswer(ada, answer)
  await createAnswer(ada, { ...answer, id: randomUUID(), questionId: 'why-two', sharing: 'PRIVATE', body: `kept-answer-${mark}` })
  await answerTogether(groupId, ada.userId)
  const asking = (annotationId: string, text: string) => ({ id: randomUUID(), groupId, chapter: CHAPTER, annotationId, text })
  const suggested = await createGroupQuestion(ada, asking(note.id, `said-suggestion-${mark}?`))
  const accepted = await createGroupQuestion(ada, asking(lonely.id, `taken-over-${mark}?`))
  await db().groupQuestion.update({ where: { id: accepted.id }, data: { status: 'ACCEPTED' } })

  const before = { groupId, version: 1, writtenAt: new Date() }
  await db().rewording.create({ data: { ...before, commentId: comment.id, body: `said-earlier-${mark}` } })
  await db().rewording.create({ data: { ...before, annotationId: note.id, body: `said-earlier-${mark}` } })
  const own = await createAnnotation(ada, await marking(groupId, 'the Moon', { body: `kept-note-${mark}`, visibility: 'PRIVATE' }))
  await createComment(ada, saying(groupId, { kind: 'annotation', annotationId: own.id }, `kept-comment-${mark}`))
  const taken = await createComment(ada, saying(groupId, about, `kept-back-${mark}`))
  await db().rewording.create({ data: { ...before, commentId: taken.id, body: `kept-earlier-${mark}` } })
  await removeComment(ada, { groupId, commentId: taken.id })
  const declined = { id: randomUUID(), groupId, chapter: CHAPTER, text: `kept-declined-${mark}?`, status: 'DECLINED' as const }
  await db().groupQuestion.create({ data: { ...declined, creatorId: ada.userId } })
  await db().unclearMark.create({ data: { groupId, chapter: CHAPTER, paragraphKey: 'p', userId: ada.userId } })
  await updateVisit(ada, { groupId, chapter: CHAPTER })
  const meeting = await createMeeting({ group: { id: groupId }, chapter: CHAPTER })
  await db().attendance.create({ data: { groupId, meetingId: meeting.id, userId: ada.userId, present: true } })
  const event = { groupId, meetingId: meeting.id, actorId: ada.userId, at: new Date() }
  const turn = { type: 'turn-worded', turnId: randomUUID(), words: `said-turn-${mark}` }
  const line = {
    type: 'line-written',
    lineId: randomUUID(),
    itemId: null,
    kind: 'NOTE',
    text: `the-minutes-${mark}`,
    ownerId: null,
    due: null,
  }
  await db().meetingEvent.create({ data: { ...event, id: randomUUID(), seq: 1, action: turn } })
  await db().meetingEvent.create({ data: { ...event, id: randomUUID(), seq: 2, action: line } })
  return { note, comment, suggested, accepted }
}

/** An answer of the group, of which somebody wrote a part and thought something. */
async function answerTogether(groupId: string, userId: string): Promise<void> {
  const together = { groupId, groupAnswerId: randomUUID(), version: 1 }
  const asked = { id: together.groupAnswerId, groupId, chapter: CHAPTER, questionId: 'seen-the-sea' }
  await db().groupAnswer.create({ data: { ...asked, version: 1, writers: { 7: userId } } })
  const parts = [{ text: `the-answer-${mark}`, by: userId, from: null }]
  await db().groupAnswerVersion.create({
    data: { ...together, id: randomUUID(), base: 1, body: `the-answer-${mark}`, parts, creatorId: userId },
  })
  await db().position.create({ data: { ...together, id: randomUUID(), stance: 'DISSENT', body: `said-dissent-${mark}`, userId } })
}

const SAID = [
  'said-note',
  'said-tag',
  'said-comment',
  'said-lonely',
  'said-answer',
  'said-suggestion',
  'said-turn',
  'said-dissent',
  'said-earlier',
]
const KEPT = ['kept-earlier', 'kept-note', 'kept-comment', 'kept-back', 'kept-declined', 'kept-answer']
const OF_THE_GROUP = ['taken-over', 'the-minutes', 'the-answer']

const marked = (words: string[]) => words.map((each) => `${each}-${mark}`)

async function expectInDatabase(words: string[], isThere: boolean): Promise<void> {
  for (const each of words) {
    const found = await searchDatabase(each)
    expect(found.length > 0, `${each}: ${found.join()}`).toBe(isThere)
  }
}

test('whatever points at a person goes with them or loses the name: a new table says which', async () => {
  const { rows } = await pool().query<{ column: string; rule: string }>(
    `SELECT c.conrelid::regclass || '.' || a.attname AS column, CASE c.confdeltype WHEN 'c' THEN 'goes' WHEN 'n' THEN 'loses the name' END AS rule
     FROM pg_constraint c JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = c.conkey[1]
     WHERE c.contype = 'f' AND c.confrelid = 'users'::regclass`,
  )
  // Where words stand beside it, server/groups/part-with-words.ts deals with them too, and the test below says one of them.
  expect(Object.fromEntries(rows.map(({ column, rule }) => [column, rule]))).toEqual(BECOMES)
})

describe.each(['nameless', 'remove'] as const)('an account that is deleted with “%s”', (words) => {
  test('leaves nothing of its name, id and private words anywhere, and of what it said what was chosen', async () => {
    await talk()
    const { ada } = circle
    await expectInDatabase([...marked([...SAID, ...KEPT, ...OF_THE_GROUP]), `Ada ${mark}`, ada.userId], true)
    const given = asked()
    await deleteAccount(ada, { words }, given)
    await expectInDatabase([...marked(KEPT), `Ada ${mark}`, ada.userId], false)
    await expectInDatabase(marked(SAID), words === 'nameless')
    await expectInDatabase(marked(OF_THE_GROUP), true)
    expect(given.headers.get('set-cookie')).toMatch(/session-token=; .*Max-Age=0/)
    expect(await db().session.count({ where: { userId: ada.userId } })).toBe(0)
  })

  test('leaves replies where they can be understood', async () => {
    const { note, comment } = await talk()
    const { ada, ben, groupId } = circle
    await deleteAccount(ada, { words }, asked())
    const isGone = words === 'remove'
    const notes = (await listAnnotations(ben, { ...place(groupId), order: 'position' })).items
    expect(notes.find(({ id }) => id === note.id)).toMatchObject({
      creator: null,
      deleted: isGone,
      body: isGone ? '' : `said-note-${mark}`,
    })
    expect(notes.some(({ body }) => body === `said-lonely-${mark}`)).toBe(!isGone)
    const comments = (await listComments(ben, place(groupId))).items
    expect(comments.find(({ id }) => id === comment.id)).toMatchObject({ creator: null, deleted: isGone })
    expect(comments.filter(({ creator }) => creator?.name === 'Ben').map(({ body }) => body)).toEqual(['Ben replies.', 'Ben answers that.'])
    expect((await listAnswers(ben, place(groupId))).items).toHaveLength(isGone ? 0 : 1)
    const { notes: exported } = await listNotes(ben, { groupId, chapter: CHAPTER, from: 1 })
    expect(JSON.stringify(exported).includes('said-')).toBe(!isGone)
  })

  test('takes along what it wrote in a group that it had left', async () => {
    await talk()
    const { ada, groupId } = circle
    await leaveGroup(ada, { groupId, words: 'keep' })
    await expectInDatabase([...marked([...SAID, ...KEPT]), ada.userId], true)
    await deleteAccount(ada, { words }, asked())
    await expectInDatabase([...marked(KEPT), ada.userId], false)
    await expectInDatabase(marked(SAID), words === 'nameless')
  })

  test('and whoever only leaves a group is unknown in it, and known elsewhere', async () => {
    await talk()
    const { ada, groupId } = circle
    const other = await createGroup({ owner: await createUser({ name: 'Olav' }) })
    await db().membership.create({ data: { groupId: other.id, userId: ada.userId } })
    await createAnnotation(ada, await marking(other.id, 'the Moon', { body: 'elsewhere' }))
    await leaveGroup(ada, { groupId, words })
    await expectInDatabase(marked(KEPT), false)
    await expectInDatabase(marked(SAID), words === 'nameless')
    expect(await db().annotation.count({ where: { groupId, creatorId: ada.userId } })).toBe(0)
    expect(await db().annotation.count({ where: { groupId: other.id, creatorId: ada.userId } })).toBe(1)
  })
})

test('whoever owns a group with others in it hands it over first; one that they are alone in goes along', async () => {
  const { owner, ada, groupId } = circle
  await problemOf(deleteAccount(owner, { words: 'remove' }, asked()), 'conflict')
  const alone = await createGroup({ owner: { id: ada.userId }, name: `Only me ${mark}` })
  expect(await findAccountEnding(owner)).toMatchObject({ handOver: [{ id: groupId }], alone: [] })
  expect(await findAccountEnding(ada)).toMatchObject({ handOver: [], alone: [{ name: `Only me ${mark}` }], others: [{ id: groupId }] })
  await createAnnotation(ada, await marking(alone.id, 'the Moon', { body: `all-alone-${mark}` }))
  await deleteAccount(ada, { words: 'nameless' }, asked())
  await expectInDatabase([`Only me ${mark}`, `all-alone-${mark}`], false)
})

test('a borrowed screen deletes nobody, and a form without scripts says so', async () => {
  const user = await createUser({ name: 'Petra', password: 'lamp river copper' })
  const headers = await signedIn(user)
  const send = (fields: Record<string, string>) =>
    sendForm(deleteForm, { headers, path: '/api/account/deletion', fields: { back: '/account/delete', ...fields } })
  const wrong = await send({ words: 'remove', current: 'not this one' })
  expect(wrong.location).toMatch(/^\/account\/delete\?reply=/)
  expect(wrong.reply).toMatchObject({ typed: { words: 'remove' }, refused: { fields: { current: expect.any(String) } } })
  const without = await send({ current: 'lamp river copper' })
  expect(without.reply?.refused?.message).toBe('Choose what becomes of your words.')
  expect(await db().user.count({ where: { id: user.id } })).toBe(1)
  const right = await send({ words: 'remove', current: 'lamp river copper' })
  expect(right.location).toBe('/account/deleted')
  expect(right.cookies).toEqual([expect.stringMatching(/session-token=; .*Max-Age=0/)])
  expect(await db().user.count({ where: { id: user.id } })).toBe(0)
})
