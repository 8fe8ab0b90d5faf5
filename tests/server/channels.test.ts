import { randomUUID } from 'node:crypto'
import { parseAtomFeed } from 'feedsmith'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { PUT as putEmail } from '#app/api/account/email/route.ts'
import { GET as getFeed } from '#app/api/feeds/[code]/route.ts'
import { POST as makeAddress } from '#app/api/groups/[groupId]/addresses/[kind]/route.ts'
import { db } from '#server/db.ts'
import { closeHub } from '#server/live/hub.ts'
import { notify } from '#server/live/notify.ts'
import { findAddresses, removeAddress, replaceAddress } from '#server/secret-addresses.ts'
import { removeAnnotation, updateAnnotation } from '#server/talk/annotations.ts'
import { createComment } from '#server/talk/comments.ts'
import { removeGroupQuestion } from '#server/talk/group-questions.ts'
import { decideGroupQuestion } from '#server/talk/question-decisions.ts'
import { updateReaction } from '#server/talk/reactions.ts'
import { makeWorld, WHO, type Who, type World } from '#tests/support/access-world.ts'
import { AuthVisit } from '#tests/support/auth-visit.ts'
import { type Canary, findCanaries, readableBy } from '#tests/support/canaries.ts'
import { type Listening, openStream } from '#tests/support/event-stream.ts'
import { asViewer } from '#tests/support/factories.ts'
import { lookAndSend } from '#tests/support/letters-world.ts'
import { MailServer } from '#tests/support/mail-server.ts'
import { call, signedIn, signedOut } from '#tests/support/request.ts'
import { changeSettings } from '#tests/support/settings.ts'

/* The ways that words could take beside the routes of the access matrix: the live stream, mail, and feeds. */

const MEMBERS: Who[] = ['member', 'creator', 'facilitator', 'owner']
const mail = new MailServer()
beforeAll(async () => {
  await mail.start()
  changeSettings({ SITE_URL: 'http://localhost:3000', SMTP_URL: mail.url, MAIL_FROM: 'circle@example.org' })
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
  await updateReaction(creator, { groupId, noun: 'comment', id: world.firstReply.id, kind: 'AGREE', on: false })
  await updateReaction(creator, { groupId, noun: 'comment', id: world.firstReply.id, kind: 'THANKS', on: true })
  expect(await heardOf(world, streams, world.firstReply.id)).toEqual(['creator'])
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

test('no mail about an account holds a word of a group', async () => {
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

/** What others say in the world, of which each may read a part. */
const SAID: Canary[] = [
  ...(['canary-group', 'canary-note', 'canary-tag', 'canary-comment', 'canary-question', 'canary-answer'] as const),
  ...(['canary-former', 'canary-bereft', 'canary-both-answered', 'canary-first', 'canary-first-reply'] as const),
]
/** The creator is not told what they said themselves. */
const OF_OTHERS: Canary[] = ['canary-group', 'canary-former', 'canary-bereft']
const toldTo = (who: Who): Canary[] => (who === 'creator' ? OF_OTHERS : readableBy(who, SAID))

test('mail tells each member what they may read, and nobody else a word', async () => {
  const world = await makeWorld()
  const { id: groupId } = world.group
  const people = WHO.flatMap((who) =>
    world.people[who] ? [{ who, id: world.people[who].id, email: `${who.replace(' ', '-')}-${groupId}@example.org` }] : [],
  )
  for (const { id, email } of people) await db().user.update({ where: { id }, data: { email, emailVerified: new Date() } })
  const wish = (mail: 'DAILY' | 'REPLIES') => db().membership.updateMany({ where: { groupId }, data: { mail, mailedUntil: new Date(0) } })
  const tomorrow = new Date(Date.now() + 24 * 3600_000)
  await wish('DAILY')
  await lookAndSend(tomorrow)
  // Now everybody is named in all of it, so that mails hold its words and not their number alone.
  const named = '@Owner @Facilitator @Member @Creator '
  await db().$executeRaw`UPDATE annotations SET body = ${named} || body WHERE group_id = ${groupId}::uuid`
  await db().$executeRaw`UPDATE comments SET body = ${named} || body WHERE group_id = ${groupId}::uuid`
  await db().$executeRaw`UPDATE answers SET body = ${named} || body WHERE group_id = ${groupId}::uuid`
  await db().$executeRaw`UPDATE group_questions SET text = ${named} || text WHERE group_id = ${groupId}::uuid`
  await wish('REPLIES')
  await lookAndSend(new Date(tomorrow.getTime() + 60_000))
  const told = people.map(({ who, email }) => {
    const mails = mail.received.filter(({ to }) => JSON.stringify(to).includes(email))
    return [who, mails.length, findCanaries(mails.map(({ subject, text, html }) => `${subject} ${text} ${html}`).join(' '))]
  })
  expect(told).toEqual(people.map(({ who }) => [who, MEMBERS.includes(who) ? 2 : 0, MEMBERS.includes(who) ? toldTo(who).sort() : []]))
})

test('a feed shows what its member may read, until it is replaced, ended or they leave', async () => {
  const world = await makeWorld()
  const { id: groupId } = world.group
  const read = async (address: string) => {
    const code = address.split('/').at(-1) ?? ''
    const response = await call(getFeed, { headers: signedOut(), params: { code } })
    return { status: response.status, text: await response.text() }
  }
  for (const who of MEMBERS) {
    const [viewer, headers] = [viewerOf(world, who), await signedIn(world.people[who] ?? { id: '' })]
    const make = async () => {
      expect((await call(makeAddress, { headers, method: 'POST', params: { groupId, kind: 'feed' } })).status).toBe(204)
      return (await findAddresses(viewer, { groupId })).feed ?? ''
    }
    const former = await make()
    const address = await make()
    expect((await read(former)).status).toBe(404)
    const { text } = await read(address)
    expect(findCanaries(text), who).toEqual(toldTo(who).sort())
    const parsed = parseAtomFeed(text)
    expect(parsed.links?.map(({ rel }) => rel)).toEqual(['alternate', 'self'])
    expect(parsed.entries?.every(({ id, updated, authors, links }) => id && updated && authors?.[0]?.name && links?.[0]?.href)).toBe(true)
    if (who === 'owner') await removeAddress(viewer, { groupId, kind: 'feed' })
    else await db().membership.deleteMany({ where: { groupId, userId: viewer.userId } })
    expect((await read(address)).status).toBe(404)
  }
})

test('a feed holds hostile words as words', async () => {
  const world = await makeWorld()
  const [{ id: groupId }, owner] = [world.group, viewerOf(world, 'owner')]
  const words = ']]><script>alert(1)</script>]]> & \u0007 “ünï”'
  await db().comment.update({ where: { id: world.comment.id }, data: { body: words } })
  await replaceAddress(owner, { groupId, kind: 'feed' })
  const address = (await findAddresses(owner, { groupId })).feed ?? ''
  const text = await (await call(getFeed, { headers: signedOut(), params: { code: address.split('/').at(-1) ?? '' } })).text()
  const entry = parseAtomFeed(text).entries?.find(({ id }) => id?.endsWith(world.comment.id))
  expect(entry?.content?.value).toBe('<p>]]&gt;&lt;script&gt;alert(1)&lt;/script&gt;]]&gt; &amp;  “ünï”</p>')
})
