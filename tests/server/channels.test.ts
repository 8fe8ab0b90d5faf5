import { randomUUID } from 'node:crypto'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { PUT as putEmail } from '#app/api/account/email/route.ts'
import { db } from '#server/db.ts'
import { closeHub } from '#server/live/hub.ts'
import { notify } from '#server/live/notify.ts'
import { removeAnnotation, updateAnnotation } from '#server/talk/annotations.ts'
import { createComment } from '#server/talk/comments.ts'
import { removeGroupQuestion } from '#server/talk/group-questions.ts'
import { decideGroupQuestion } from '#server/talk/question-decisions.ts'
import { makeWorld, WHO, type Who, type World } from '#tests/support/access-world.ts'
import { AuthVisit } from '#tests/support/auth-visit.ts'
import { findCanaries } from '#tests/support/canaries.ts'
import { type Listening, openStream } from '#tests/support/event-stream.ts'
import { asViewer } from '#tests/support/factories.ts'
import { MailServer } from '#tests/support/mail-server.ts'
import { call, signedIn, signedOut } from '#tests/support/request.ts'

/* The ways that words could take beside the routes of the access matrix: the live stream, and mail. */

const MEMBERS: Who[] = ['member', 'creator', 'facilitator', 'owner']
const mail = new MailServer()
beforeAll(async () => {
  await mail.start()
  Object.assign(process.env, { SITE_URL: 'http://localhost:3000', SMTP_URL: mail.url, MAIL_FROM: 'circle@example.org' })
})
afterAll(() => mail.stop())
afterEach(() => closeHub())

const viewerOf = (world: World, who: Who) => {
  const { id } = world.people[who] ?? { id: '' }
  return asViewer({ id, name: who })
}

/** Opens the stream of everybody who may have one. */
async function listen(world: World): Promise<Map<Who, Listening>> {
  const streams = new Map<Who, Listening>()
  for (const who of WHO) {
    const person = world.people[who]
    const stream = await openStream(person ? await signedIn(person) : signedOut(), world.group.id)
    expect(stream.status, who).toBe(person ? (MEMBERS.includes(who) ? 200 : 404) : 401)
    if (stream.status !== 200) continue
    await stream.next(({ event }) => event === 'reset')
    streams.set(who, stream)
  }
  return streams
}

/** Who has heard of something, once everything told before a mark has come to each. */
async function heardOf(world: World, streams: Map<Who, Listening>, id: string): Promise<Who[]> {
  const mark = randomUUID()
  await db().$transaction((tx) => notify(tx, { groupId: world.group.id, noun: 'meeting', id: mark }))
  for (const stream of streams.values()) await stream.next(({ data }) => (data as { id?: string }).id === mark)
  return [...streams].filter(([, stream]) => stream.raw().includes(id)).map(([who]) => who)
}

test('the stream tells of something hidden those alone who may see it, and no words to anybody', async () => {
  const world = await makeWorld()
  const { privateNote, declined, groupQuestion, annotation } = world
  const groupId = world.group.id
  const [creator, owner] = [viewerOf(world, 'creator'), viewerOf(world, 'owner')]
  const streams = await listen(world)
  const note = { groupId, annotationId: privateNote.id }

  await updateAnnotation(creator, { ...note, version: 1, body: 'changed', visibility: 'PRIVATE' })
  expect(await heardOf(world, streams, privateNote.id)).toEqual(['creator'])
  const subject = { kind: 'annotation' as const, annotationId: privateNote.id }
  const reply = await createComment(creator, { groupId, id: randomUUID(), chapter: 'two-bulges', subject, parentId: null, body: 'new' })
  expect(await heardOf(world, streams, reply.id)).toEqual(['creator'])
  await removeAnnotation(creator, note)
  expect(await heardOf(world, streams, privateNote.id)).toEqual(['creator'])

  await removeGroupQuestion(creator, { groupId, groupQuestionId: declined.id })
  expect(await heardOf(world, streams, declined.id)).toEqual(['creator', 'facilitator', 'owner'])
  // Whoever does not see it any more hears that much.
  await decideGroupQuestion(owner, { groupId, groupQuestionId: groupQuestion.id, version: 1, status: 'DECLINED', reason: '' })
  expect(await heardOf(world, streams, groupQuestion.id)).toEqual(MEMBERS)
  await updateAnnotation(creator, { groupId, annotationId: annotation.id, version: 1, body: 'canary-note', visibility: 'GROUP', tags: [] })
  expect(await heardOf(world, streams, annotation.id)).toEqual(MEMBERS)
  for (const [who, stream] of streams) expect(findCanaries(stream.raw()), who).toEqual([])
  for (const stream of streams.values()) stream.close()
})

test('no mail holds a word of a group', async () => {
  const world = await makeWorld()
  const { creator } = world.people
  if (!creator) throw new Error('nobody wrote anything')
  const { email } = await db().user.update({ where: { id: creator.id }, data: { emailVerified: new Date() } })
  await mail.mailAfter(() =>
    new AuthVisit('192.0.2.7').post('signin/email', { email: email ?? '', callbackUrl: `/groups/${world.group.id}` }),
  )
  const headers = await signedIn(world.people.owner ?? creator)
  await mail.mailAfter(() => call(putEmail, { headers, method: 'PUT', body: { email: `${randomUUID()}@example.org` } }))
  // To whom it goes, it says whose address it is.
  const found = mail.received.map(({ subject, text, html }) => findCanaries(`${subject} ${text} ${html}`))
  expect(found).toEqual([['canary-mail'], []])
})
